#!/bin/sh
# From the texts of an archive to its families, with nothing but sort between the
# stages. The same stages run as mapper and reducer of Hadoop Streaming, or in
# Spark's pipe; what comes out is what `jiaokan corpus families` gives.
#
#   deploy/families.sh ARCHIVE DIR     writes DIR/members and DIR/audits
#
# jiaokan is taken from PATH, or from JIAOKAN (a name on the path, or a whole path).
# A step a line: the exit status of a pipe is that of its last command alone.
set -eu
export LC_ALL=C
j=${JIAOKAN:-jiaokan}
archive=$(cd "$1" && pwd)
mkdir -p "$2"
cd "$2"
stage() { "$j" corpus stage --archive "$archive" "$@"; }

# reduce STAGE OUT FILE...: the records of equal keys together.
reduce() {
	name=$1 out=$2
	shift 2
	sort -o sorted "$@"
	stage "$name" <sorted >"$out"
}

stage texts >docs
stage length <docs >lengths

# What a document has in common with many that are otherwise unrelated says nothing.
stage prints <docs >prints
reduce phrases phrases prints

# Mass copies: keys of the sketches, pairs, verdicts.
stage sketch <docs >keys
reduce group pairs keys
reduce join joined docs phrases pairs
reduce verify edges1 joined
cat lengths edges1 >known
stage union <known >members

# Partial copies: fingerprints of one document for each family so far.
reduce join joined docs members
stage prints <joined >prints
reduce group pairs prints
reduce join joined docs phrases pairs
reduce verify edges2 joined
cat lengths edges1 edges2 >known
stage union <known >members

# What is wrong with each document.
reduce join joined docs members
reduce audit audits joined
rm -f docs lengths prints phrases keys pairs joined sorted edges1 edges2 known
