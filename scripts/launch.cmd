@echo off
rem The body of the launchers, each of which sets PROGRAM and goes on here.
rem Starts it with the Node that npm ci brought, else with the one on the PATH.
for %%I in ("%~dp0..") do set "ROOT=%%~fI\"
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
