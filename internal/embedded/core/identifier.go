package core

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// SecurityIdentifier gives the Windows identifier (SID) that the cloud
// derives from an object id: S-1-12-1 and the GUID's four 32-bit words as
// Windows lays them out in memory. It is empty if id is no GUID.
func SecurityIdentifier(id string) string {
	g, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(g) != 16 {
		return ""
	}
	words := [4]uint32{
		binary.BigEndian.Uint32(g[0:4]),
		uint32(binary.BigEndian.Uint16(g[6:8]))<<16 | uint32(binary.BigEndian.Uint16(g[4:6])),
		binary.LittleEndian.Uint32(g[8:12]),
		binary.LittleEndian.Uint32(g[12:16]),
	}
	sid := "S-1-12-1"
	for _, w := range words {
		sid += "-" + strconv.FormatUint(uint64(w), 10)
	}
	return sid
}

// joinedID makes the id of an object that relates others to each other, as
// Graph writes those of assignments and grants: their GUIDs as Windows lays
// them out in memory, one after the other, in base64url. Equal ids give an
// equal id.
func joinedID(ids ...string) string {
	var all []byte
	for _, id := range ids {
		all = append(all, guidBytes(id)...)
	}
	return base64.RawURLEncoding.EncodeToString(all)
}

// guidBytes gives the 16 bytes of a GUID in memory; those of the text where it
// is none.
func guidBytes(id string) []byte {
	g, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(g) != 16 {
		return []byte(id)
	}
	slices.Reverse(g[0:4])
	slices.Reverse(g[4:6])
	slices.Reverse(g[6:8])
	return g
}
