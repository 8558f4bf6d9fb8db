#!/bin/sh
# Makes throw-away secrets for the local overlay in secrets/, which git ignores: files, and a kustomization
# that makes Secrets of them. Run again, it keeps those that are there. The key of batch-api's API is in
# secrets/api-key.
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
cat > secrets.new/kustomization.yml << 'END'
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: streamify
labels:
  - pairs:
      app.kubernetes.io/part-of: streamify
secretGenerator:
  - {name: streamify-catalog, envs: [catalog.env]}
  - {name: streamify-polaris-root, envs: [polaris-root.env]}
  - {name: streamify-batch-api-database, envs: [batch-api-database.env]}
  - {name: streamify-spark, envs: [spark.env]}
  - {name: streamify-batch-api-console, envs: [batch-api-console.env]}
  - {name: streamify-batch-api-keys, files: [keys]}
  - {name: local-postgres, envs: [postgres.env]}
  - {name: local-minio, envs: [minio.env]}
  - {name: local-polaris, envs: [polaris.env]}
# Their names stand in Strimzi's resources too, and people look them up.
generatorOptions:
  disableNameSuffixHash: true
END
mv secrets.new secrets
echo "secrets/ made: kubectl apply --server-side -k $(pwd)/secrets; the key of batch-api's API is in secrets/api-key"
