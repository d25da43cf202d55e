#!/bin/sh
# Installs Dachshund from this folder, or upgrades it: the program to /opt/dachshund, a link to /usr/local/bin, the user
# dachshund, /etc/dachshund, /var/lib/dachshund, the systemd unit. Run again, it changes nothing but the program and the unit.
set -eu

usage() {
    cat <<'EOF'
install.sh [--prefix DIR]    installs or upgrades; the program goes to DIR (default /opt/dachshund)
install.sh --uninstall       removes the program and the unit; keeps /etc/dachshund, /var/lib/dachshund and the user
DESTDIR=DIR install.sh       writes everything below DIR; makes no user, starts nothing
EOF
}

say() { echo "dachshund: $1"; }
fail() { echo "dachshund: $1" >&2; exit 1; }

here=$(cd "$(dirname "$0")" && pwd)
root=${DESTDIR:-}
prefix=/opt/dachshund
uninstall=no
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -ge 2 ] || fail "--prefix wants a folder"; prefix=$2; shift ;;
        --prefix=*) prefix=${1#--prefix=} ;;
        --uninstall) uninstall=yes ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
case $prefix in /?*) ;; *) fail "--prefix wants a folder from the root on, not '$prefix'" ;; esac
[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "run me as root: sudo $0"

program=$root$prefix
link=$root/usr/local/bin/dachshund
unit=$root/etc/systemd/system/dachshund.service
etc=$root/etc/dachshund
conf=$etc/dachshund.conf
data=$root/var/lib/dachshund

# Whether there is a systemd to talk to: not below DESTDIR, and not in a container without one.
systemd() { [ -z "$root" ] && [ -d /run/systemd/system ] && command -v systemctl >/dev/null; }

remove() {
    if systemd; then
        systemctl disable --now dachshund.service 2>/dev/null || true
    fi
    rm -f "$unit" "$link"
    rm -rf "$program/current" "$program"/release.*
    rmdir "$program" 2>/dev/null || true
    if systemd; then systemctl daemon-reload; fi
    say "removed; kept are $etc, $data and the user. Rid of these too: rm -r $etc $data; userdel dachshund"
}

# The runtime that a tarball without one needs.
check_runtime() {
    [ -f "$here/NEEDS-DOTNET" ] || return 0
    for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
        dotnet --list-runtimes 2>/dev/null | grep -q "^$framework 10\." && continue
        cat "$here/NEEDS-DOTNET" >&2
        [ -n "$root" ] || fail "$framework 10 is not on this machine (dotnet --list-runtimes)"
    done
}

# It runs before anything is changed: the wrong processor's tarball says so here.
check_program() {
    [ -x "$here/dachshund" ] || fail "$here/dachshund is missing: unpack the whole tarball"
    [ -n "$root" ] || version=$("$here/dachshund" --version) || fail "the program does not run here; this is $(uname -m): is it the right tarball?"
}

make_user() {
    [ -z "$root" ] || return 0
    getent group dachshund >/dev/null || groupadd --system dachshund
    id dachshund >/dev/null 2>&1 ||
        useradd --system --gid dachshund --home-dir /var/lib/dachshund --no-create-home --shell /usr/sbin/nologin dachshund
    for group in adm systemd-journal; do
        if getent group "$group" >/dev/null; then usermod -a -G "$group" dachshund; fi
    done
}

# Whose a file is; without users below DESTDIR.
own() { [ -n "$root" ] || chown "$@"; }

# A folder of its own, then a link that moves in one step: whenever this is cut off, one whole version is there.
copy_program() {
    mkdir -p "$program" "$(dirname "$link")"
    release=$(mktemp -d "$program/release.XXXXXX")
    cp -R "$here"/. "$release/"
    chmod 755 "$release"
    own -R root:root "$release"
    ln -s "$(basename "$release")" "$release/.link"
    mv -T "$release/.link" "$program/current"
    ln -sf "$prefix/current/dachshund" "$link"
}

remove_old_releases() {
    for old in "$program"/release.*; do
        [ "$old" = "$release" ] || rm -rf "$old"
    done
}

make_folders() {
    mkdir -p "$etc" "$data"
    own root:dachshund "$etc"
    chmod 750 "$etc"
    own dachshund:dachshund "$data"
    chmod 700 "$data"
    new=no
    if [ ! -e "$conf" ]; then
        new=yes
        cp "$here/hocon/server.conf" "$conf"
    fi
    if [ ! -e "$etc/env" ]; then
        printf '# Secrets that dachshund.conf names as ${NAME}, one a line: DING_SECRET=SEC...\n' >"$etc/env"
    fi
    # Both may hold secrets.
    own root:dachshund "$conf" "$etc/env"
    chmod 640 "$conf" "$etc/env"
}

install_unit() {
    mkdir -p "$(dirname "$unit")"
    sed "s#/opt/dachshund/#$prefix/#g" "$here/dachshund.service" >"$unit.new"
    chmod 644 "$unit.new"
    mv -f "$unit.new" "$unit"
    if ! systemd; then
        [ -n "$root" ] || say "systemd does not run here: $unit is there, start it yourself: dachshund run"
        return 0
    fi
    systemctl daemon-reload
    systemctl enable --quiet dachshund.service
    if systemctl is-active --quiet dachshund.service; then
        say "restarting the service"
        systemctl restart dachshund.service
    fi
}

# Only a node that runs a Redis of its own needs the server. In a configuration with errors nobody can say.
check_redis() {
    [ -z "$root" ] || return 0
    command -v redis-server >/dev/null || command -v redis-check-rdb >/dev/null && return 0
    (set -a; . "$etc/env"; "$link" config -c "$conf" 2>/dev/null) | grep '^redis\.connection = ' | grep -qv '= "\{0,1\}embedded' && return 0
    say "the embedded Redis needs redis-server, which is not here: apt-get install -y --no-install-recommends redis-tools"
}

if [ "$uninstall" = yes ]; then
    remove
    exit 0
fi
check_runtime
check_program
make_user
copy_program
make_folders
install_unit
remove_old_releases
check_redis
say "installed ${version:-} in $prefix"
if [ $new = yes ]; then
    cat <<EOF
Next:
  1. dachshund init, which asks five questions (or edit $conf; for a machine that only sends its logs,
     copy $prefix/current/hocon/node.conf over it)
  2. dachshund check -c $conf
  3. systemctl start dachshund; systemctl status dachshund
EOF
else
    say "kept $conf"
fi
