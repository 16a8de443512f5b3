/// How many characters are kanji that Japanese error texts are made of, were the bytes EUC-JP; 0 where
/// they cannot be.
///
/// Every pair of EUC-JP is one of GB18030 as well. Where all characters are kanji, nothing but which of
/// them are used tells one from the other (`EncodingTests`).
func frequentKanji(inEUCJP bytes: [UInt8]) -> Int {
  var count = 0
  var index = 0
  while index < bytes.count {
    let lead = bytes[index]
    index += 1
    guard lead >= 0x80 else { continue }
    guard lead >= 0xA1, index < bytes.count, bytes[index] >= 0xA1 else { return 0 }
    if frequentPairs.contains(UInt16(lead) << 8 | UInt16(bytes[index])) { count += 1 }
    index += 1
  }
  return count
}

/// Frequent kanji with their bytes in EUC-JP, without those whose bytes are a frequent character of
/// Chinese error texts in GB18030, such as 払 and 失.
private let frequentPairs = Set(
  """
  圧B0B5 安B0C2 暗B0C5 案B0C6 以B0CA 位B0CC 依B0CD 囲B0CF 意B0D5 異B0DB 違B0E3 域B0E8 一B0EC
  印B0F5 員B0F7 因B0F8 右B1A6 影B1C6 液B1D5 応B1FE 憶B2B1 下B2BC 加B2C3 可B2C4 果B2CC 過B2E1
  画B2E8 会B2F1 解B2F2 回B2F3 改B2FE 開B3AB 階B3AC 外B3B0 害B3B2 該B3BA 確B3CE 較B3D3 額B3DB
  割B3E4 完B4B0 換B4B9 環B4C4 監B4C6 管B4C9 間B4D6 関B4D8 器B4EF 期B4FC 機B5A1 規B5AC 記B5AD
  起B5AF 偽B5B6 詰B5CD 却B5D1 客B5D2 求B5E1 給B5EB 旧B5EC 拒B5F1 許B5F6 供B6A1 競B6A5 共B6A6
  境B6AD 業B6C8 均B6D1 禁B6D8 金B6E2 銀B6E4 区B6E8 空B6F5 係B7B8 型B7BF 形B7C1 計B7D7 警B7D9
  桁B7E5 欠B7E7 決B7E8 結B7EB 月B7EE 件B7EF 検B8A1 権B8A2 県B8A9 鍵B8B0 険B8B1 元B8B5 原B8B6
  減B8BA 源B8BB 言B8C0 限B8C2 庫B8CB 顧B8DC 互B8DF 午B8E1 後B8E5 御B8E6 語B8EC 誤B8ED 護B8EE
  交B8F2 功B8F9 効B8FA 口B8FD 更B9B9 構B9BD 行B9D4 購B9D8 項B9E0 高B9E2 号B9E6 合B9E7 告B9F0
  国B9F1 込B9FE 今BAA3 左BAB8 差BAB9 査BABA 座BAC2 再BAC6 最BAC7 済BAD1 際BADD 在BADF 作BAEE
  削BAEF 策BAF6 索BAF7 刷BAFE 撮BBA3 参BBB2 残BBC4 使BBC8 始BBCF 子BBD2 市BBD4 支BBD9 止BBDF
  紙BBE6 視BBEB 試BBEE 資BBF1 事BBF6 時BBFE 次BCA1 示BCA8 自BCAB 式BCB0 失BCBA 実BCC2 写BCCC
  社BCD2 者BCD4 遮BCD7 弱BCE5 取BCE8 手BCEA 種BCEF 受BCF5 寿BCF7 修BDA4 終BDAA 集BDB8 縮BDCC
  出BDD0 循BDDB 順BDE7 処BDE8 初BDE9 所BDEA 署BDF0 書BDF1 除BDFC 商BEA6 小BEAE 少BEAF 承BEB5
  消BEC3 照BEC8 衝BED7 証BEDA 障BEE3 上BEE5 場BEEC 常BEEF 情BEF0 状BEF5 信BFAE 審BFB3 振BFB6
  新BFB7 申BFBD 真BFBF 親BFC6 診BFC7 人BFCD 須BFDC 図BFDE 数BFF4 制C0A9 成C0AE 整C0B0 正C0B5
  生C0B8 声C0BC 請C0C1 析C0CF 責C0D5 切C0DA 接C0DC 設C0DF 説C0E2 先C0E8 占C0EA 線C0FE 選C1AA
  前C1B0 全C1B4 素C1C7 層C1D8 早C1E1 装C1F5 送C1F7 像C1FC 側C2A6 測C2AC 足C2AD 速C2AE 続C2B3
  存C2B8 損C2BB 他C2BE 多C2BF 体C2CE 対C2D0 待C2D4 態C2D6 替C2D8 大C2E7 択C2F2 担C3B4 断C3C7
  値C3CD 知C3CE 地C3CF 置C3D6 遅C3D9 注C3ED 町C4AE 超C4B6 長C4B9 追C4C9 通C4CC 低C4E3 停C4E4
  定C4EA 提C4F3 展C5B8 店C5B9 添C5BA 転C5BE 点C5C0 電C5C5 登C5D0 都C5D4 度C5D9 当C5F6 等C5F9
  答C5FA 統C5FD 動C6B0 同C6B1 道C6BB 得C6C0 読C6C9 突C6CD 内C6E2 日C6FC 入C6FE 任C7A4 認C7A7
  年C7AF 能C7BD 破C7CB 排C7D3 敗C7D4 配C7DB 媒C7DE 白C7F2 発C8AF 反C8BF 版C8C7 番C8D6 扉C8E2
  比C8E6 非C8F3 備C8F7 必C9AC 標C9B8 表C9BD 秒C9C3 品C9CA 不C9D4 付C9D5 府C9DC 部C9F4 復C9FC
  複CAA3 物CAAA 分CAAC 紛CAB6 文CAB8 平CABF 閉CAC4 別CACC 変CAD1 返CAD6 便CAD8 保CADD 舗CADE
  報CAF3 放CAFC 法CBA1 満CBFE 未CCA4 務CCB3 無CCB5 名CCBE 命CCBF 明CCC0 面CCCC 網CCD6 目CCDC
  問CCE4 約CCF3 訳CCF5 有CDAD 郵CDB9 予CDBD 容CDC6 曜CDCB 様CDCD 用CDD1 要CDD7 絡CDED 落CDEE
  覧CDF7 利CDF8 履CDFA 理CDFD 流CEAE 了CEBB 料CEC1 良CEC9 量CECC 領CECE 力CECF 類CEE0 令CEE1
  歴CEF2 劣CEF4 録CFBF 話CFC3
  """.split(whereSeparator: \.isWhitespace).compactMap { UInt16($0.dropFirst(), radix: 16) })
