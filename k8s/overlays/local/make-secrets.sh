#!/bin/sh
# Makes throw-away secrets for the local overlay in secrets/, which git ignores. Run again, it keeps those
# that are there. The key of batch-api's API is in secrets/api-key.
set -eu
cd "$(dirname "$0")"
if [ -d secrets ]; then
  echo "secrets/ is already there: delete it, and the namespace streamify, to begin anew"
  exit 0
fi
random() {
  LC_ALL=C tr -dc 'A-Za-z0-9' < /dev/urandom | dd bs=1 count=32 2> /dev/null
}
digest() {
  if command -v sha256sum > /dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1
}
umask 077
rm -rf secrets.new
mkdir secrets.new
database=$(random)
root=$(random)
client=$(random)
store=$(random)
spark=$(random)
key="sfy_$(LC_ALL=C tr -dc 'A-Za-z0-9' < /dev/urandom | dd bs=1 count=43 2> /dev/null)"

printf 'POSTGRES_PASSWORD=%s\n' "$database" > secrets.new/postgres.env
printf 'MINIO_ROOT_USER=lakehouse\nMINIO_ROOT_PASSWORD=%s\n' "$store" > secrets.new/minio.env
printf 'POLARIS_ROOT_ID=root\nPOLARIS_ROOT_SECRET=%s\n' "$root" > secrets.new/polaris.env
printf 'POLARIS_ROOT_CREDENTIAL=root:%s\n' "$root" > secrets.new/polaris-root.env
{
  printf 'STREAMIFY_CATALOG_CREDENTIAL=streamify:%s\n' "$client"
  printf 'STREAMIFY_CATALOG_S3_ACCESS__KEY__ID=lakehouse\n'
  printf 'STREAMIFY_CATALOG_S3_SECRET__ACCESS__KEY=%s\n' "$store"
} > secrets.new/catalog.env
{
  printf 'STREAMIFY_BATCH_DATABASE_URL=jdbc:postgresql://postgres:5432/streamify\n'
  printf 'STREAMIFY_BATCH_DATABASE_USER=streamify\n'
  printf 'STREAMIFY_BATCH_DATABASE_PASSWORD=%s\n' "$database"
} > secrets.new/batch-api-database.env
printf 'SPARK_CONNECT_AUTHENTICATE_TOKEN=%s\n' "$spark" > secrets.new/spark.env
printf 'STREAMIFY_BATCH_CONSOLE_SESSION_KEY=%s\n' "$(dd if=/dev/urandom bs=32 count=1 2> /dev/null | base64)" > secrets.new/batch-api-console.env
printf '%s\n' "$key" > secrets.new/api-key
printf 'local:admin:%s\n' "$(printf %s "$key" | digest)" > secrets.new/keys
mv secrets.new secrets
echo "secrets/ made; the key of batch-api's API is in secrets/api-key"
