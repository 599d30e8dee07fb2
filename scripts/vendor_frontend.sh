#!/usr/bin/env bash
# Copies the front-end files that the portal serves from node_modules into the repository.
# Run after `npm ci`; the result is committed, so running the portal needs no Node.
set -euo pipefail
cd "$(dirname "$0")/.."

bootstrap=node_modules/bootstrap
fonts=node_modules/@fontsource-variable/plus-jakarta-sans
icons=node_modules/bootstrap-icons

mkdir -p static/vendor/bootstrap static/vendor/fonts static/vendor/noble static/icons tests/browser/vendor

# The map goes with the sheet: the manifest storage follows its sourceMappingURL.
cp "$bootstrap"/dist/css/bootstrap.min.css "$bootstrap"/dist/css/bootstrap.min.css.map static/vendor/bootstrap/
cp "$bootstrap"/LICENSE static/vendor/bootstrap/LICENSE

for subset in latin latin-ext; do
  for style in normal italic; do
    suffix=$([ "$style" = italic ] && echo "-italic" || echo "")
    cp "$fonts/files/plus-jakarta-sans-$subset-wght-$style.woff2" "static/vendor/fonts/plus-jakarta-sans-$subset$suffix.woff2"
  done
done
cp "$fonts/LICENSE" static/vendor/fonts/OFL.txt

# Checks the signature of a QR code where the browser's own cryptography lacks Ed25519.
cp node_modules/@noble/ed25519/index.js static/vendor/noble/ed25519.js
cp node_modules/@noble/ed25519/LICENSE static/vendor/noble/LICENSE

cp node_modules/axe-core/axe.min.js tests/browser/vendor/axe.min.js
cp node_modules/axe-core/LICENSE tests/browser/vendor/axe-LICENSE

# One sprite of the icons named in icons.txt and our own mark, instead of a font of two thousand.
{
  echo '<svg xmlns="http://www.w3.org/2000/svg">'
  sed -n 's/^<svg[^>]*>/<symbol id="mark" viewBox="0 0 32 32" fill="none" stroke="currentColor">/;s/<\/svg>/<\/symbol>/;p' static/icons/mark.svg
  while read -r name; do
    [ -n "$name" ] || continue
    printf '<symbol id="%s" viewBox="0 0 16 16" fill="currentColor">' "$name"
    tr -d '\n' < "$icons/icons/$name.svg" | sed -E 's/^<svg[^>]*>//; s/<\/svg>$//; s/ +</</g'
    echo '</symbol>'
  done < scripts/icons.txt
  echo '</svg>'
} > static/icons/sprite.svg
cp "$icons/LICENSE" static/icons/bootstrap-icons-LICENSE
