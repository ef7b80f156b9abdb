#!/bin/sh
# From the texts of an archive to its families, with nothing but sort between the
# stages. The same stages run as mapper and reducer of Hadoop Streaming, or in
# Spark's pipe; what comes out is what `jiaokan corpus families` gives.
#
#   deploy/families.sh ARCHIVE DIR     writes DIR/members and DIR/audits
#
# jiaokan is taken from PATH, or from JIAOKAN.
set -eu
export LC_ALL=C
j=${JIAOKAN:-jiaokan}
archive=$1
dir=$2
mkdir -p "$dir"
cd_=$(cd "$archive" && pwd)
cd "$dir"
stage() { "$j" corpus stage --archive "$cd_" "$@"; }

stage texts >docs
stage length <docs >lengths

# What a document has in common with many that are otherwise unrelated says nothing.
stage prints <docs | sort | stage phrases >phrases

# Mass copies: keys of the sketches, pairs, verdicts.
stage sketch <docs | sort | stage group >pairs1
sort docs phrases pairs1 | stage join | sort | stage verify >edges1
cat lengths edges1 | stage union >members1

# Partial copies: fingerprints of one document for each family so far.
sort docs members1 | stage join | stage prints | sort | stage group >pairs2
sort docs phrases pairs2 | stage join | sort | stage verify >edges2
cat lengths edges1 edges2 | stage union >members

# What is wrong with each document.
sort docs members | stage join | sort | stage audit >audits
rm -f docs lengths phrases pairs1 pairs2 edges1 edges2 members1
