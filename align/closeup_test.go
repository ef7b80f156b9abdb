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

// TestGather: the last character of a torn line stands beside its like, next to the rest of
// the line, and not beside the last mark of the clause.
func TestGather(t *testing.T) {
	other, begins := clauses("有条件的城市，将回收作为生产有全程机械化的必要环节。（农业部门指导）", "践行绿色生活方式，推动垃圾减量。")
	keys, edges := clauses("有条件的城市，将回收作为生产全", "践行绿色生活方式，推动垃圾减量。")
	to := match(keys, profile{keys: other, edge: begins[:len(other)]}, edges)
	if at := to[14]; at != 15 {
		t.Errorf("全 stands beside %c at %d, want 全 at 15", other[at], at)
	}
}
