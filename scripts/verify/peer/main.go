// Command peer lets an independent implementation judge what the portal signs and proves: golang.org/x/mod/sumdb/note and tlog.
// It reads one JSON question per line and answers each with "yes" or "no: reason".
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
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

// A verifier of cosignatures (C2SP tlog-cosignature, Ed25519), which the package has none of: it brings the note, this the message.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

func witnessOf(line string) (witness, error) {
	parts := strings.SplitN(line, "+", 3)
	if len(parts) != 3 {
		return witness{}, fmt.Errorf("not a verifier line")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return witness{}, fmt.Errorf("not the key of a witness")
	}
	id := sha256.Sum256(bytes.Join([][]byte{[]byte(parts[0] + "\n"), key}, nil))
	return witness{parts[0], binary.BigEndian.Uint32(id[:4]), key[1:]}, nil
}

func cosigned(asked question) error {
	verifier, err := witnessOf(asked.Key)
	if err != nil {
		return err
	}
	_, err = note.Open([]byte(asked.Note), note.VerifierList(verifier))
	return err
}

func answer(asked question) error {
	if asked.Kind == "cosignature" {
		return cosigned(asked)
	}
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
