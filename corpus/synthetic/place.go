package main

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// Slots stand in a text for what a document names as its own.
const (
	slotCity     = '\uE000' // 衡阳市
	slotProvince = '\uE001' // 湖南省
	slotOrgan    = '\uE002' // 衡阳市教育局
	slotNumber   = '\uE003' // 衡教发〔2021〕23号
	slotDate     = '\uE004' // 2021年5月6日
	slotYear     = '\uE005' // 2021
	slotTerm     = '\uE006' // “金桥”
)

// A place is a prefecture with its province.
type place struct{ city, province string }

// places are the prefectures of twenty provinces (行政区划代码).
var places = func() []place {
	var out []place
	for line := range strings.Lines(`河北省 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水
山西省 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁
辽宁省 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛
吉林省 长春 四平 辽源 通化 白山 松原 白城
黑龙江省 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化
江苏省 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁
浙江省 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水
安徽省 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城
福建省 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德
江西省 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
山东省 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽
河南省 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店
湖北省 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州
湖南省 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底
广东省 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮
四川省 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳
贵州省 贵阳 六盘水 遵义 安顺 毕节 铜仁
云南省 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧
陕西省 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛
甘肃省 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南`) {
		names := strings.Fields(line)
		for _, city := range names[1:] {
			out = append(out, place{city, names[0]})
		}
	}
	return out
}()

// elsewhere are the names of places that no document of ours is from, so that they
// become slots in what the chain is taught.
var elsewhere = strings.Fields(`北京市 天津市 上海市 重庆市 海南省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区
宁夏回族自治区 新疆维吾尔自治区 呼和浩特市 包头市 赤峰市 鄂尔多斯市 南宁市 柳州市 桂林市 北海市 海口市 三亚市
拉萨市 西宁市 银川市 吴忠市 固原市 乌鲁木齐市 克拉玛依市 朝阳市 北京 天津 上海 重庆 海南 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾`)

// slotted puts slots for the places that a text names, the long names first.
var slotted = func() func(string) string {
	var pairs []string
	for _, p := range places {
		pairs = append(pairs, p.province, string(slotProvince), p.city+"市", string(slotCity))
	}
	for _, name := range elsewhere {
		slot := slotCity
		if strings.HasSuffix(name, "省") || strings.HasSuffix(name, "区") {
			slot = slotProvince
		}
		pairs = append(pairs, name, string(slot))
	}
	for _, p := range places {
		pairs = append(pairs, strings.TrimSuffix(p.province, "省"), string(slotProvince), p.city, string(slotCity))
	}
	return strings.NewReplacer(pairs...).Replace
}()

// Names are what a document names as its own.
type names struct{ city, province, organ, number, date, year, term string }

var organs = []struct{ name, short string }{
	{"人民政府", "政发"}, {"人民政府办公室", "政办发"}, {"教育局", "教发"}, {"财政局", "财发"}, {"发展和改革委员会", "发改"},
	{"生态环境局", "环发"}, {"住房和城乡建设局", "建发"}, {"交通运输局", "交发"}, {"农业农村局", "农发"}, {"民政局", "民发"},
	{"卫生健康委员会", "卫发"}, {"应急管理局", "应急"}, {"市场监督管理局", "市监"}, {"文化和旅游局", "文旅"}, {"科学技术局", "科发"},
}

const termFirst, termSecond = "金银清新光明春星红蓝绿智云海江山桥龙凤雁梧兰松鹏", "桥雁桐风网源盾帆舟剑匠星火苗泉港谷链岭芽湾林翼柱"

// namesOf draws an organ of a place, and the date and number of a document.
func namesOf(p place, r *rand.Rand) names {
	o := organs[r.IntN(len(organs))]
	a, b := []rune(termFirst), []rune(termSecond)
	n := names{city: p.city + "市", province: p.province, organ: p.city + "市" + o.name,
		term: "“" + string([]rune{a[r.IntN(len(a))], b[r.IntN(len(b))]}) + "”"}
	n.issue(r, string([]rune(p.city)[:1])+o.short)
	return n
}

// issue draws the date and the number of a document.
func (n *names) issue(r *rand.Rand, short string) {
	year := 2004 + r.IntN(21)
	n.year = strconv.Itoa(year)
	n.date = strconv.Itoa(year) + "年" + strconv.Itoa(1+r.IntN(12)) + "月" + strconv.Itoa(1+r.IntN(28)) + "日"
	n.number = short + "〔" + strconv.Itoa(year) + "〕" + strconv.Itoa(1+r.IntN(90)) + "号"
}

// fill puts the names into the slots of a text.
func (n *names) fill(b *strings.Builder, text string) {
	for _, r := range text {
		switch r {
		case slotCity:
			b.WriteString(n.city)
		case slotProvince:
			b.WriteString(n.province)
		case slotOrgan:
			b.WriteString(n.organ)
		case slotNumber:
			b.WriteString(n.number)
		case slotDate:
			b.WriteString(n.date)
		case slotYear:
			b.WriteString(n.year)
		case slotTerm:
			b.WriteString(n.term)
		default:
			b.WriteRune(r)
		}
	}
}
