"""Requests of labs about published cases: to withdraw one, to take over a compiled one."""
