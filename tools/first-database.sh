#!/bin/sh
# Run once by the database container, in an empty data folder: the portal's account, which is no superuser.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set "password=$PORTAL_PASSWORD" <<'SQL'
create role portal login password :'password';
create database portal owner portal;
SQL
