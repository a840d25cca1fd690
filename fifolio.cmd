@echo off
rem Starts a command-line program with the Node that npm ci brought, else with the one on the PATH.
rem The three launchers differ only in the name below.
setlocal
set "PROGRAM=fifolio"
set "ROOT=%~dp0"
set "CLI=%ROOT%out\main\cli.js"
set "OWN=%ROOT%node_modules\node\bin\node.exe"
if not exist "%CLI%" goto notbuilt
if exist "%OWN%" goto own
where node >nul 2>nul
if errorlevel 1 goto nonode
rem Only this one can be too old; the file in between says so.
node --max-semi-space-size=8 "%ROOT%scripts\run.mjs" "%CLI%" "%PROGRAM%" %*
exit /b %ERRORLEVEL%
:own
"%OWN%" --max-semi-space-size=8 "%CLI%" "%PROGRAM%" %*
exit /b %ERRORLEVEL%
:notbuilt
>&2 echo %PROGRAM%: error: It is not built yet. Run "npm ci" in "%ROOT%"
exit /b 4
:nonode
>&2 echo %PROGRAM%: error: Fifolio needs Node.js 22.18 or later, and there is no Node on the PATH: install it from nodejs.org.
exit /b 4
