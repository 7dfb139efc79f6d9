# Keeps one private PostgreSQL cluster: makes it, runs it, and removes it when the
# caller ends, however it ends: the caller holds our standard input, and its end of
# file is the sign. Arguments: folder, folder of the programs, root to copy them from
# (or nothing), version of the copy, superuser, then the server's settings.
dir=$1 bin=$2 prefix=$3 major=$4 superuser=$5
shift 5
# Ctrl-C in the caller's terminal is for the caller; the shell must outlive it.
# initdb and postgres set up their own handlers.
trap '' HUP INT QUIT TERM
cd "$dir" || exit 1
(
    if [ -n "$prefix" ]; then
        mkdir -p "usr/lib/postgresql" "usr/share/postgresql"
        cp -RL "$prefix/lib/postgresql/$major" "usr/lib/postgresql/" 2>>log
        cp -RL "$prefix/share/postgresql/$major" "usr/share/postgresql/" 2>>log
    fi
    if "$bin/initdb" -D "$dir/data" --username="$superuser" --auth=trust --no-sync \
        --encoding=UTF8 --locale=C >>log 2>&1 </dev/null
    then
        "$bin/postgres" -D "$dir/data" "$@" >>log 2>&1 </dev/null
    fi
    : >ended
) &
worker=$!
cat >/dev/null
# Again and again: the first signal may meet a program that has no handler yet.
( while :; do kill -QUIT 0; sleep 1; done ) >/dev/null 2>&1 &
killer=$!
wait "$worker"
kill -KILL "$killer"
cd / && rm -rf "$dir"
