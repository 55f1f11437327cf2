"""What a page cost the server, told with the page."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


class ServerTiming:
    """Send with each page its milliseconds, those of them in this processor, and its queries.

    On a busy machine the processor's are those that can be compared from one day to the next.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        queries = 0

        def count(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*args)

        started, worked = time.perf_counter(), time.thread_time()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        spent = (time.perf_counter() - started) * 1000
        work = (time.thread_time() - worked) * 1000
        response["Server-Timing"] = f"page;dur={spent:.2f}, cpu;dur={work:.2f}, sql;dur={queries}"
        return response
