#!/bin/sh
# Run once by the database container, in an empty data folder: the account that owns the tables and migrates, and the
# one that does the portal's work and owns nothing. Neither is a superuser.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set "password=$PORTAL_PASSWORD" --set "owner_password=$OWNER_PASSWORD" <<'SQL'
create role portal_owner login password :'owner_password';
create role portal login password :'password';
create database portal owner portal_owner;
SQL
