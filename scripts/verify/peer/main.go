// Command peer lets an independent implementation judge what the portal signs and proves: golang.org/x/mod/sumdb/note and tlog.
// It reads one JSON question per line and answers each with "yes" or "no: reason".
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Kind    string
	Key     string
	Note    string
	Old     string
	Index   int64
	Leaf    []byte
	Proof   [][]byte
	Entries []string
}

func hashOf(bytes []byte) (hash tlog.Hash) {
	copy(hash[:], bytes)
	return hash
}

// The note must hold first; only then is its tree read, under the one first line that the package knows.
func open(text, key string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	_, rest, _ := strings.Cut(opened.Text, "\n")
	return tlog.ParseTree([]byte("go.sum database tree\n" + rest))
}

func answer(asked question) error {
	tree, err := open(asked.Note, asked.Key)
	if err != nil {
		return err
	}
	var proof []tlog.Hash
	for _, step := range asked.Proof {
		proof = append(proof, hashOf(step))
	}
	switch asked.Kind {
	case "checkpoint":
		return nil
	case "inclusion":
		return tlog.CheckRecord(proof, tree.N, tree.Hash, asked.Index, hashOf(asked.Leaf))
	case "consistency":
		old, err := open(asked.Old, asked.Key)
		if err != nil {
			return err
		}
		return tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
	case "entries":
		return sameRoot(asked.Entries, tree)
	}
	return fmt.Errorf("unknown question %q", asked.Kind)
}

type memory []tlog.Hash

func (stored memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for at, index := range indexes {
		found[at] = stored[index]
	}
	return found, nil
}

// The tree over the entries themselves, built anew.
func sameRoot(entries []string, tree tlog.Tree) error {
	var stored memory
	for at, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(at), []byte(entry), stored)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(int64(len(entries)), stored)
	if err != nil {
		return err
	}
	if int64(len(entries)) != tree.N || root != tree.Hash {
		return fmt.Errorf("the entries have another root")
	}
	return nil
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var asked question
		err := json.Unmarshal(lines.Bytes(), &asked)
		if err == nil {
			err = answer(asked)
		}
		if err != nil {
			fmt.Printf("no: %v\n", err)
		} else {
			fmt.Println("yes")
		}
	}
}
