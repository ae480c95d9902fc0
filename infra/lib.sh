# Shared by the commands in this folder; POSIX shell. Expects ROOT to be the project's folder.

say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

# The major version of a JDK's compiler; nothing if there is no JDK at that place.
jdk_version() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p'
}

# Leaves the first JDK of at least version 21 in JAVA_HOME, and its version in version: the one that is named, the one on
# the PATH, the usual places.
find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && use_jdk "$JAVA_HOME"; then
        return 0
    fi
    if command -v java >/dev/null 2>&1; then
        # java.home rather than the link's target: on some systems the link leads to a launcher
        on_path=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
        if [ -n "$on_path" ] && use_jdk "$on_path"; then
            return 0
        fi
    fi
    if [ -x /usr/libexec/java_home ]; then
        on_mac=$(/usr/libexec/java_home -v 21+ 2>/dev/null || true)
        if [ -n "$on_mac" ] && use_jdk "$on_mac"; then
            return 0
        fi
    fi
    for candidate in /usr/lib/jvm/* /usr/java/* /opt/* /opt/*/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
        "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if [ -d "$candidate" ] && use_jdk "$candidate"; then
            return 0
        fi
    done
    say "Besik needs a JDK of version 21 or newer, and none was found"
    say "(looked at JAVA_HOME, at java on the PATH, in /usr/lib/jvm, /opt, SDKMAN and the usual places)."
    say "Install one, for example:"
    say "  Debian, Ubuntu   apt-get install openjdk-21-jdk-headless   (or temurin-25-jdk from adoptium.net)"
    say "  Fedora           dnf install java-21-openjdk-devel"
    say "  macOS            brew install openjdk@21"
    say "or set JAVA_HOME to where it is."
    exit 1
}

use_jdk() {
    version=$(jdk_version "$1")
    if [ -n "$version" ] && [ "$version" -ge 21 ]; then
        JAVA_HOME=$1
        export JAVA_HOME
        return 0
    fi
    return 1
}

need_maven() {
    command -v mvn >/dev/null 2>&1 && return 0
    say "Besik is built with Maven 3.8 or newer, and there is no mvn on the PATH."
    say "Install it, for example: apt-get install maven, dnf install maven, brew install maven."
    exit 1
}

# build MODULE JAR: packages a module and what it needs, without tests, unless its jar is newer than every source.
# Leaves yes or no in BUILT.
build() {
    BUILT=no
    if [ -f "$2" ] && [ -z "$(first_newer_than "$2" "$1")" ]; then
        return 0
    fi
    need_maven
    say "Building Besik (the first time, Maven downloads what it needs: that may take minutes) ..."
    mkdir -p "$ROOT/infra/target"
    log=$ROOT/infra/target/build.log
    stamp=$ROOT/infra/target/build.began
    : >"$stamp"
    if ! (cd "$ROOT" && mvn -B -ntp -DskipTests -Dspotless.check.skip=true -pl "$1" -am package) >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        die "The build failed; all of its output is in $log"
    fi
    # As old as the beginning of the build: what changed while it ran is built the next time
    touch -r "$stamp" "$2"
    BUILT=yes
}

# Prints a source of the module, or of what it needs, that changed after a file was made.
first_newer_than() {
    find "$ROOT/pom.xml" "$ROOT/shared-events" "$ROOT/command-side" "$ROOT/query-side" "$ROOT/infra/simulator" "$ROOT/infra/standalone" "$ROOT/$2" \
        -name target -prune -o -type f -path '*/src/test/*' -prune -o -type f -newer "$1" -print | head -n 1
}

# All classes in one archive halve the time to start; from JDK 25 on they lie there linked, which saves a fifth more.
# Without one, or with one that no longer fits, Java starts all the same.
linked=$ROOT/infra/standalone/target/besik.aot
archive=$ROOT/infra/standalone/target/besik.jsa

prepare_start() {
    say "Preparing a faster start ..."
    rm -f "$linked" "$archive"
    if [ "$version" -ge 25 ]; then
        made=-XX:AOTCacheOutput=$linked
    else
        made=-XX:ArchiveClassesAtExit=$archive
    fi
    rehearsal=$ROOT/infra/standalone/target/rehearsal
    rm -rf "$rehearsal"
    "$JAVA_HOME/bin/java" -Xmx"${BESIK_HEAP:-1g}" "@$ROOT/infra/standalone/jvm.options" "$made" -Xlog:disable \
        -Dspring.context.exit=onRefresh -jar "$ROOT/infra/standalone/target/besik.jar" --port 0 --data "$rehearsal" \
        >"$rehearsal.log" 2>&1 || true
    rm -rf "$rehearsal"
}
