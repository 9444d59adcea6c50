@echo off
rem The scalarflow command, run from its source tree. It is built first where it is missing or
rem older than its sources; then it runs in the caller's directory with the caller's arguments.
rem
rem   JAVA_HOME              the JDK to use, 17 or newer; otherwise java on the PATH
rem   SCALARFLOW_CLASSPATH   jars with backends or operators of your own, separated by ;
rem   SCALARFLOW_OPTS        more flags for the JVM
rem
rem ./scalarflow is the same for Unix and says more.
setlocal EnableExtensions DisableDelayedExpansion

set "SF_HOME=%~dp0"
if "%SF_HOME:~-1%"=="\" set "SF_HOME=%SF_HOME:~0,-1%"
set "SF_TARGET=%SF_HOME%\scalarflow-cli\target"
set "SF_COMMAND=%SF_TARGET%\launcher"
set "SF_LOG=%SF_TARGET%\launcher.log"
set "SF_BUILD=launcher-build-%RANDOM%%RANDOM%"

rem --- Java ---------------------------------------------------------------------------------
if defined JAVA_HOME (
  if not exist "%JAVA_HOME%\bin\java.exe" (
    >&2 echo scalarflow: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it; point it at a JDK, 17 or newer, or unset it
    exit /b 1
  )
  set "PATH=%JAVA_HOME%\bin;%PATH%"
)
where java >nul 2>&1
if errorlevel 1 (
  >&2 echo scalarflow: no java found; install a JDK, 17 or newer, or set JAVA_HOME
  exit /b 1
)
set "SF_VERSION="
for /f "tokens=3" %%v in ('java -version 2^>^&1 ^| findstr /c:" version "') do (
  if not defined SF_VERSION set "SF_VERSION=%%~v"
)
set "SF_MAJOR="
if defined SF_VERSION for /f "tokens=1 delims=.-+" %%m in ("%SF_VERSION%") do set "SF_MAJOR=%%m"
if not defined SF_MAJOR (
  >&2 echo scalarflow: cannot tell the version of java; set JAVA_HOME to a JDK, 17 or newer
  exit /b 1
)
if %SF_MAJOR% LSS 17 (
  >&2 echo scalarflow: this is Java %SF_VERSION%, but 17 or newer is needed; set JAVA_HOME
  exit /b 1
)

rem --- The command --------------------------------------------------------------------------
call :is_current
if not errorlevel 1 goto run

where mvn >nul 2>&1
if errorlevel 1 (
  >&2 echo scalarflow: no mvn found, and the command has to be built; install Maven 3.8.6 or newer
  exit /b 1
)
if not exist "%SF_TARGET%" mkdir "%SF_TARGET%"

rem One start builds at a time: it keeps the lock file open for writing, which Windows grants to
rem one process only and takes back when that process ends, however it ends.
set "SF_WAITED=0"
:lock
set "SF_LOCKED="
8>&2 2>nul (
  9>"%SF_TARGET%\launcher.lock" (
    set "SF_LOCKED=yes"
    call :build 2>&8
  )
)
if defined SF_LOCKED goto built
set /a SF_WAITED+=1
if %SF_WAITED% EQU 1 >&2 echo Waiting for another start that is building ScalarFlow ...
if %SF_WAITED% GEQ 900 (
  >&2 echo scalarflow: cannot get "%SF_TARGET%\launcher.lock" for 15 minutes
  exit /b 1
)
ping -n 2 127.0.0.1 >nul
goto lock
:built
if defined SF_FAILED exit /b 1

:run
set "SF_CLASSPATH=%SF_COMMAND%\scalarflow.jar"
if defined SCALARFLOW_CLASSPATH set "SF_CLASSPATH=%SF_CLASSPATH%;%SCALARFLOW_CLASSPATH%"
set "SF_NATIVE="
if %SF_MAJOR% GEQ 24 set "SF_NATIVE=--enable-native-access=ALL-UNNAMED"
rem Batches are run with the Vector API where the JDK has it.
set "SF_VECTORS="
set "SF_BATCHES="
if "%~1"=="train" set "SF_BATCHES=yes"
if "%~1"=="study" set "SF_BATCHES=yes"
if defined SF_BATCHES java --list-modules | findstr /b jdk.incubator.vector >nul && set "SF_VECTORS=--add-modules=jdk.incubator.vector"
java %SF_NATIVE% %SF_VECTORS% -Xshare:auto %SCALARFLOW_OPTS% -cp "%SF_CLASSPATH%" org.scalarflow.cli.Main %*
exit /b %ERRORLEVEL%

rem --- Succeeds when the built command is newer than all it is built from ---------------------
:is_current
if not exist "%SF_COMMAND%\built" exit /b 1
powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command ^
  "$built = (Get-Item -LiteralPath (Join-Path $env:SF_COMMAND 'built')).LastWriteTimeUtc;" ^
  "$modules = Get-ChildItem -LiteralPath $env:SF_HOME -Directory -Filter 'scalarflow-*' | Where-Object { $_.Name -notmatch '-(tck|it|jcstress)$' };" ^
  "$files = @(Join-Path $env:SF_HOME 'pom.xml') + @($modules | ForEach-Object { Join-Path $_.FullName 'pom.xml' });" ^
  "$folders = @($modules | ForEach-Object { Join-Path $_.FullName 'src\main'; Join-Path $_.FullName 'src\vector' } | Where-Object { Test-Path -LiteralPath $_ });" ^
  "$all = @($files | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Get-Item -LiteralPath $_ }) + @($folders | ForEach-Object { Get-Item -LiteralPath $_; Get-ChildItem -LiteralPath $_ -Recurse -Force });" ^
  "if ($all | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1) { exit 1 } else { exit 0 }"
exit /b %ERRORLEVEL%

rem --- Builds in folders of its own and moves the result to its place when it is complete ------
:build
set "SF_FAILED="
call :is_current
if not errorlevel 1 exit /b 0
for /d %%m in ("%SF_HOME%\scalarflow-*") do (
  for /d %%b in ("%%m\target\launcher-build-*") do rmdir /s /q "%%b"
)
if exist "%SF_COMMAND%\built" (
  >&2 echo Building ScalarFlow ^(its sources have changed^) ...
) else (
  >&2 echo Building ScalarFlow ^(first time: about a minute^) ...
)
mkdir "%SF_TARGET%\%SF_BUILD%"
rem The time before the build: what is edited during it counts as newer.
type nul >"%SF_TARGET%\%SF_BUILD%\started"
pushd "%SF_HOME%"
call mvn --batch-mode --no-transfer-progress --projects scalarflow-cli --also-make package ^
  -Dfast -Dmaven.test.skip=true "-Dbuild.folder=target/%SF_BUILD%" >"%SF_LOG%" 2>&1 <nul
if errorlevel 1 set "SF_FAILED=yes"
popd
if defined SF_FAILED (
  >&2 findstr /b /c:"[ERROR]" "%SF_LOG%"
  >&2 echo scalarflow: the build failed; the whole log is "%SF_LOG%"
) else (
  move /y "%SF_TARGET%\%SF_BUILD%\started" "%SF_TARGET%\%SF_BUILD%\command\built" >nul
  rem Windows refuses to move a folder whose jars are in use.
  if exist "%SF_COMMAND%" move "%SF_COMMAND%" "%SF_TARGET%\%SF_BUILD%\old" >nul
  if exist "%SF_COMMAND%" (
    set "SF_FAILED=yes"
    >&2 echo scalarflow: a running scalarflow command uses "%SF_COMMAND%"; end it and start again
  ) else (
    move "%SF_TARGET%\%SF_BUILD%\command" "%SF_COMMAND%" >nul
  )
)
if not defined SF_FAILED if not exist "%SF_COMMAND%\built" (
  set "SF_FAILED=yes"
  >&2 echo scalarflow: cannot put the built command to "%SF_COMMAND%"
)
for /d %%m in ("%SF_HOME%\scalarflow-*") do (
  if exist "%%m\target\%SF_BUILD%" rmdir /s /q "%%m\target\%SF_BUILD%"
)
exit /b 0
