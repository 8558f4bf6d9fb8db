#!/bin/sh
# layout.sh MODULE PROJECT LAYOUT: the files of a module's image, as LAYOUT/libraries and LAYOUT/application,
# both laid over /opt/streamify. Two layers: a new version of our code leaves the libraries' layer as it was.
set -eu
module=$1
project=$2
layout=$3
description=$project/docker/modules/$module
target=$project/$module/target
if [ ! -d "$description" ]; then
  echo "There is no image of '$module': give MODULE as one of $(ls "$project/docker/modules" | tr '\n' ' ')" >&2
  exit 1
fi
mkdir -p "$layout/libraries" "$layout/application/bin"

# install FROM TO: a folder or file of the build, which has to be there.
install_from_build() {
  if [ ! -e "$1" ]; then
    echo "$1 is missing: run 'mvn -DskipTests package' in the project's root first" >&2
    exit 1
  fi
  mkdir -p "$(dirname "$layout/application/$2")"
  mv "$1" "$layout/application/$2"
}

cp "$description/image.env" "$layout/application/"
cp -r "$description/roles" "$layout/application/roles"
# What the image is made of, for scanners and lawyers; Maven makes the first one online only.
if [ -e "$target/sbom.json" ]; then cp "$target/sbom.json" "$layout/application/sbom.json"; fi
cp "$target/licences.txt" "$layout/application/licences.txt"
. "$description/layout"

# Jars of others move to the layer below; ours are known by their packages.
cd "$layout/application"
find . -name '*.jar' -size +0 | while read -r jar; do
  case $jar in
    ./quarkus-run.jar | ./app/* | ./quarkus/*) continue ;;
  esac
  if ! grep -q 'dev/streamify/' "$jar"; then
    mkdir -p "$layout/libraries/$(dirname "$jar")"
    mv "$jar" "$layout/libraries/$jar"
  fi
done

cp "$project/docker/image/run" "$project/docker/image/health" bin/
chmod 755 bin/run bin/health
chmod -R a+rX,go-w "$layout"
