#!/bin/sh
# When the database is made: let a replica of the same network follow it.
set -eu
echo "host replication $POSTGRES_USER all scram-sha-256" >> "$PGDATA/pg_hba.conf"
