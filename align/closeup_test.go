package align

import "testing"

// TestCloseUp: the first word of a title goes with the rest of its line, though another
// title begins with it too; where the line is broken behind it, it may stay.
func TestCloseUp(t *testing.T) {
	const foreign, title = "国务院关于促进综合保税区高水平开放高质量发展的若干意见", "国夯院办公厅关于推进政务新媒体健康有序发展的意见"
	other, begins := clauses(foreign, title)
	first := func(text ...string) int32 {
		keys, edges := clauses(text...)
		return match(keys, profile{keys: other, edge: begins[:len(other)]}, edges)[0]
	}
	own := int32(len([]rune(foreign)))
	if at := first("国务院办公厅关于推进政务新媒体健康有序发展的意见"); at != own {
		t.Errorf("国 of a line that runs on stands beside %d, want %d", at, own)
	}
	if at := first("国务院", "办公厅关于推进政务新媒体健康有序发展的意见"); at != 0 {
		t.Errorf("国 of a line by itself stands beside %d, want 0", at)
	}
}
