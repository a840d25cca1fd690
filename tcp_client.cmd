@echo off
setlocal
set "PROGRAM=tcp_client"
rem Without "call", this goes on there, and ends with its exit code.
"%~dp0scripts\launch.cmd" %*
