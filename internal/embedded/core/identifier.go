package core

import (
	"encoding/binary"
	"encoding/hex"
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
