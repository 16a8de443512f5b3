import TextAnalysis

/// Whether text decoded from GB18030 reads like some.
///
/// Nearly any bytes decode, but what was written in another encoding gives characters that nobody
/// uses. Running Chinese is made of a few hundred characters: of its ideographs four in five are
/// among those of `frequentHan`, of those that Korean, Japanese or Russian bytes decode to one in five
/// (`EncodingTests`). Letters and signs that Chinese text borrows say nothing either way; how much
/// ASCII there is does not matter.
func readsLikeChinese(_ utf8: [UInt8], from bytes: [UInt8]) -> Bool {
  var letters = DecodedLetters()
  for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
    letters.count(scalar)
  }
  let odd = letters.odd + letters.foreign
  let all = letters.han + odd + letters.fourBytes
  guard all > 0 else { return letters.kana == 0 && letters.rareSigns == 0 }
  let usual = letters.frequent + letters.fourBytes
  // Kana stand at the same places in EUC-JP, and every word of Korean is ideographs here: then more
  // has to speak for Chinese. A Chinese page of that kind is short or has Japanese beside it.
  let isDoubtful = letters.kana * 4 >= letters.han || hangulShare(bytes) > 0.95
  return usual * 20 >= all * (isDoubtful ? 14 : 9)
}

/// What kinds of characters a decoded text has beyond ASCII.
private struct DecodedLetters {
  var han = 0
  /// Ideographs that running Chinese is made of.
  var frequent = 0
  var kana = 0
  /// Letters of other scripts to which two bytes may decode: Greek, Cyrillic, Latin with accents.
  var foreign = 0
  /// Letters of four bytes, which no other encoding has by accident.
  var fourBytes = 0
  /// What is no character, or nobody's.
  var odd = 0
  /// Signs that everyday Chinese text does without.
  var rareSigns = 0

  mutating func count(_ scalar: Unicode.Scalar) {
    if isHan(scalar) {
      han += 1
      if frequentHan.contains(scalar) { frequent += 1 }
    } else if isKana(scalar) {
      kana += 1
    } else {
      countOther(scalar)
    }
  }

  private mutating func countOther(_ scalar: Unicode.Scalar) {
    switch scalar.properties.generalCategory {
    case .privateUse, .unassigned, .control, .surrogate: odd += 1
    case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .titlecaseLetter:
      // Latin letters and digits in full width are as usual as signs.
      if (0xFF01...0xFF5E).contains(scalar.value) { break }
      if isInGB2312(scalar) { foreign += 1 } else { fourBytes += 1 }
    default: if !isInGB2312(scalar) { rareSigns += 1 }
    }
  }
}

/// The ideographs that four in five of running Chinese are, of error texts nine in ten; below them
/// the Traditional forms of some.
let frequentHan = Set(
  """
  的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过
  发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本
  前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很
  最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度
  门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电
  数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马
  科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万
  取拉格望觉术领共确传师观清今切院让识候带导争运错误码户密输验证登录请参库连失败超服器网络异返
  配置检查询存储限操支持字段值效签令牌状态执创删除修改添径版频率账号绑息消列缺填写试稍联客技繁
  忙磁盘满读节集群例镜端协议址域析响编范围匹冲突找未启停止暂审核批准拒绝禁允访授余额付订单商价
  退款银卡短邮箱送收缓线容型属标索引锁滚脚源迁移步阅增构校初始依赖组模块环境署调局照需流断深近
  周备约维选称精般团往按易层片专包火随讲黄推显谈含营防举落破注远材排供封另施减案均视仅费紧左章
  早害续轻充判护足差致降黑负击继似故城够占右财富职功跟虽升互抗考投坏策换留责站简述尽承独双微控
  否优顶载略冷测靠混终聚云哪既距卫若印刻括散游旧货损预阻普稳植扩语守序急训愿附获演假穿答顺缩免
  背概慢补评套振架末触映销座居延危临掉灯措束剧课卷永弱零沿探险纯借盖符幅遍侧彻虑斜纳折暗塞透遇
  份毒泥洗摆择硬予圈函抽篇追避累偏典托遗替购监捕割释词闭键救截炼废净插港股售健虚循描违缘链扫污
  票寻铺贴撤递戏兼隐页详敏涂享纠玩秒您隔刷圆压温池阀泵速转轴板抄纸墨粉硒鼓盒热熔燃泄漏警梯轿厢
  困湿焊刀磨耗骑舱申药乘姓征薪税仓快柜车驾驶桩焦素帧音播角装具副礼邀友聊医患诊病历血士床

  錯誤碼說請輸參數據庫連線敗逾時伺務網絡異設備檢詢權檔過帳號綁資訊無狀態執創刪變內類屬標識別處
  應該聯繫統註憑證書籤餘額訂單價銀驗認發傳聽從這個們來為國會對學經點產業間問樣實長機關於將還後
  見與現動當開東電話語讀寫頁圖習員賬戶並體麼讓報結給計區億萬歲歷門閉啟終選擇項題歡迎導覽綱齊專
  幾邊進遠運達錄製覺觀規範視義勞華協議論調談護評詞試詳誠課誰諾謝職聲腦臨舊藝節莊葉著虛虧術衛補
  裝複觸記許訴診誌貝負財貨責貴費買貸賣質購贈贊車軟轉輕較載辦農週違適遷鄰郵鄉醫釋針釘鈕錢鍵鎖閃
  陣階際隨險雙離難響順須預領頭顯風飛館馬髮
  """.unicodeScalars.filter(isHan))
