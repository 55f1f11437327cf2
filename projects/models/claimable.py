"""A sheet compiled from public sources, which the service that it tells of may take over."""

from typing import Any

from django.utils.functional import cached_property


class Claimable:
    requests: Any
    is_compiled: bool
    lab: Any

    @cached_property
    def is_handed_over(self) -> bool:
        """Tell whether what shows is still compiled, while its lab prepares its own version."""
        if not (self.is_compiled and self.lab and self.pk):
            return False
        return self.requests.accepted().claims().filter(lab=self.lab.pk).exists()
