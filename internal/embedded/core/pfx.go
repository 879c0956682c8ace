package core

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"slices"
)

// Bounds of a PFX, beside which real ones are small: whoever sends one says
// how much work it is to open.
const (
	maxPFX       = 32 << 10  // bytes
	maxPFXRounds = 1_000_000 // of one derivation of a key
	maxPFXKeys   = 10        // files of one request
)

// Forms of RFC 7292 (PKCS#12) and RFC 8018 (PKCS#5), as go-pkcs12 reads them.
type (
	pfxFile struct {
		Version int
		Safe    pfxContent
		Mac     pfxMac `asn1:"optional"`
	}
	pfxContent struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"tag:0,explicit,optional"`
	}
	pfxMac struct {
		Digest struct {
			Algorithm pkix.AlgorithmIdentifier
			Digest    []byte
		}
		Salt   []byte
		Rounds int `asn1:"optional,default:1"`
	}
	pfxEncrypted struct {
		Version int
		Info    struct {
			Type      asn1.ObjectIdentifier
			Algorithm pkix.AlgorithmIdentifier
		}
	}
	pfxBag struct {
		ID    asn1.ObjectIdentifier
		Value asn1.RawValue `asn1:"tag:0,explicit"`
	}
	pfxShrouded struct {
		Algorithm pkix.AlgorithmIdentifier
		Data      []byte
	}
	pfxDerivation struct {
		Salt   asn1.RawValue
		Rounds int
	}
	pfxScheme struct{ Derivation pkix.AlgorithmIdentifier }
)

// pfxRounds is the largest number of rounds that a PFX asks for in the open.
// What is in its encrypted part is not seen.
func pfxRounds(data []byte) (int, error) {
	var file pfxFile
	if err := unmarshalWhole(data, &file); err != nil {
		return 0, err
	}
	most, err := derivationRounds(file.Mac.Digest.Algorithm)
	if err != nil {
		return 0, err
	}
	var inner []byte
	if err := unmarshalWhole(file.Safe.Content.Bytes, &inner); err != nil {
		return 0, err
	}
	var contents []pfxContent
	if err := unmarshalWhole(inner, &contents); err != nil {
		return 0, err
	}
	most = max(most, file.Mac.Rounds)
	for _, c := range contents {
		rounds, err := contentRounds(c)
		if err != nil {
			return 0, err
		}
		most = max(most, rounds)
	}
	return most, nil
}

// contentRounds are those of encrypted contents, or of the keys in plain ones.
func contentRounds(c pfxContent) (int, error) {
	if c.Type.Equal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 6}) { // encryptedData
		var e pfxEncrypted
		if err := unmarshalWhole(c.Content.Bytes, &e); err != nil {
			return 0, err
		}
		return derivationRounds(e.Info.Algorithm)
	}
	var inner []byte
	if err := unmarshalWhole(c.Content.Bytes, &inner); err != nil {
		return 0, err
	}
	var bags []pfxBag
	if err := unmarshalWhole(inner, &bags); err != nil {
		return 0, err
	}
	most := 0
	for _, b := range bags {
		var key pfxShrouded
		if !b.ID.Equal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 10, 1, 2}) { // pkcs8ShroudedKeyBag
			continue
		}
		if err := unmarshalWhole(b.Value.Bytes, &key); err != nil {
			return 0, err
		}
		rounds, err := derivationRounds(key.Algorithm)
		if err != nil {
			return 0, err
		}
		most = max(most, rounds)
	}
	return most, nil
}

// derivationRounds reads the rounds of password-based encryption or of a
// PBMAC1; 0 if the algorithm is neither.
func derivationRounds(a pkix.AlgorithmIdentifier) (int, error) {
	var d pfxDerivation
	pkcs5 := asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5}
	switch id := a.Algorithm; {
	case id.Equal(append(pkcs5, 13)) || id.Equal(append(pkcs5, 14)): // PBES2, PBMAC1
		var scheme pfxScheme
		if err := unmarshalWhole(a.Parameters.FullBytes, &scheme); err != nil {
			return 0, err
		}
		err := unmarshalWhole(scheme.Derivation.Parameters.FullBytes, &d)
		return d.Rounds, err
	case len(id) == 8 && slices.Equal(id[:7], asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 1}): // pkcs-12PbeIds
		err := unmarshalWhole(a.Parameters.FullBytes, &d)
		return d.Rounds, err
	}
	return 0, nil
}

func unmarshalWhole(data []byte, v any) error {
	rest, err := asn1.Unmarshal(data, v)
	if err == nil && len(rest) > 0 {
		err = errors.New("trailing data")
	}
	return err
}
