package family

import (
	"slices"
	"strings"
)

// places are the provinces and prefectures of China by their short names, as the
// Ministry of Civil Affairs lists them (行政区划代码). Counties are not here: 2,800
// names, many of them words.
var places = strings.Fields(`
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南
四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水
太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁
呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善
沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛
长春 四平 辽源 通化 白山 松原 白城 延边
哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭
南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁
杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水
合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城
福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德
南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 莱芜 临沂 德州 聊城 滨州 菏泽
郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源
武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施
长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西
广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮
南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左
海口 三亚 三沙 儋州
成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山
贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南
昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆
拉萨 日喀则 昌都 林芝 山南 那曲 阿里
西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛
兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南
西宁 海东 海北 黄南 果洛 玉树 海西
银川 石嘴山 吴忠 固原 中卫
乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 石河子`)

// A placeID is the index of a place in places.
type placeID = uint16

// named are the places by their first character, long names before short ones.
var named = func() map[rune][]namedPlace {
	m := map[rune][]namedPlace{}
	for i, p := range places {
		t := Text(p)
		m[t[0]] = append(m[t[0]], namedPlace{t, placeID(i)})
	}
	for _, l := range m {
		slices.SortStableFunc(l, func(a, b namedPlace) int { return len(b.name) - len(a.name) })
	}
	return m
}()

type namedPlace struct {
	name Text
	id   placeID
}

// initials has a bit for each character that a name begins with, and beginnings
// one for each pair of characters, by bucket: one character in ten is an initial,
// one pair in a hundred a beginning.
var initials, beginnings = func() (set [0x10000 / 64]uint64, pairs [1 << beginningBits / 64]uint64) {
	for _, l := range named {
		for _, p := range l {
			set[p.name[0]>>6] |= 1 << (p.name[0] & 63)
			x := beginning(p.name[0], p.name[1])
			pairs[x>>6] |= 1 << (x & 63)
		}
	}
	return
}()

const beginningBits = 14

func beginning(r, s rune) uint64 { return bucket(uint64(r)<<32|uint64(s), 64-beginningBits) }

// mentions calls yield for each place that t names, with where the name stands.
func mentions(t Text, yield func(id placeID, lo, hi int)) {
	for i := 0; i+1 < len(t); i++ {
		if r := t[i]; uint32(r)>>6 >= uint32(len(initials)) || initials[r>>6]>>(r&63)&1 == 0 {
			continue
		}
		if x := beginning(t[i], t[i+1]); beginnings[x>>6]>>(x&63)&1 == 0 {
			continue
		}
		for _, p := range named[t[i]] {
			if agree(t[i:], p.name) == len(p.name) {
				yield(p.id, i, i+len(p.name))
				i += len(p.name) - 1
				break
			}
		}
	}
}

// strangers reports whether each of two texts names a place that the other does
// not. The lists are sorted.
func strangers(a, b []placeID) bool {
	return less(a, b) && less(b, a)
}

// less reports whether b lacks one of a.
func less(a, b []placeID) bool {
	for _, p := range a {
		if _, ok := slices.BinarySearch(b, p); !ok {
			return true
		}
	}
	return false
}

// Where a mould has its blank: behind the two names so many characters agree, or
// the names stand at the same point of a block of common text, or between the same two
// blocks, if no more than strait lies there. A page that one copy lost, or text of
// another document in it, may name any place.
const (
	behind = 8
	slack  = 40 // characters by which a block may have shifted
	strait = 200
)

// sisters reports whether two texts that share the blocks of m are not copies of one
// text but of one mould: the one speaks of 衢州 where the other speaks of 台州, and
// neither names the other's place anywhere. Copies and versions of a document speak
// of the same places.
//
// Of 1,927 statutes whose titles are cut off, 42 share more than 0.45 with those of
// other places; in 31 the place is named and told.
func sisters(a, b Text, inA, inB []placeID, m *Match) bool {
	if !strangers(inA, inB) {
		return false
	}
	said := map[[behind]rune]bool{} // what follows the places that a alone names
	var blanks []Extent             // where b has what stands in their place
	own(a, inB, func(lo, hi int) {
		if hi+behind <= len(a) {
			said[[behind]rune(a[hi:])] = true
		}
		if x, ok := m.across(lo, len(a), len(b)); ok {
			blanks = append(blanks, x)
		}
	})
	found := false
	own(b, inA, func(lo, hi int) {
		found = found || hi+behind <= len(b) && said[[behind]rune(b[hi:])] ||
			slices.ContainsFunc(blanks, func(x Extent) bool { return x.Lo <= lo && lo < x.Hi })
	})
	return found
}

// across is where b has what stands at i in a, as far as the blocks tell. The texts
// have n and k characters.
func (m *Match) across(i, n, k int) (Extent, bool) {
	last := Block{}
	for _, x := range append(m.Blocks[:len(m.Blocks):len(m.Blocks)], Block{n, n, k, k}) {
		switch {
		case i >= x.AHi:
			last = x
			continue
		case i >= x.ALo:
			at := x.BLo + i - x.ALo
			return Extent{at - slack, at + slack + 1}, true
		}
		gap := Extent{last.BHi, x.BLo}
		return gap, gap.Hi > gap.Lo && gap.Hi-gap.Lo <= strait && x.ALo-last.AHi <= strait
	}
	return Extent{}, false
}

// own yields where t names a place that is not among others.
func own(t Text, others []placeID, yield func(lo, hi int)) {
	mentions(t, func(id placeID, lo, hi int) {
		if _, ok := slices.BinarySearch(others, id); !ok {
			yield(lo, hi)
		}
	})
}
