/// Whether the scalar is an everyday character that only Traditional Chinese has.
///
/// Texts about errors that hold none of these, nor of those that only Simplified Chinese has, are too
/// short to tell.
package func isOnlyTraditional(_ scalar: Unicode.Scalar) -> Bool {
  onlyTraditional.contains(scalar.value)
}

/// Whether the scalar is an everyday character that only Simplified Chinese has.
package func isOnlySimplified(_ scalar: Unicode.Scalar) -> Bool {
  onlySimplified.contains(scalar.value)
}

private let onlyTraditional = scalars(
  "錯誤請訊無統處錄檔開關連線數據號權帳戶驗證實現應對說設備會時間問題參閱過詳細聯絡員運執輸"
    + "項標網載資類庫傳書驅動斷檢測變調優務發認報結構單為與個們這種稱刪創從該將沒還東車體點鍵願"
    + "當確選擇條")
private let onlySimplified = scalars(
  "错误请讯无统处录档开关连线数据号权账户验证实现应对说设备会时间问题参阅过详细联络员运执输"
    + "项标网载资类库传书驱动断检测变调优务发认报结构单为与个们这种称删创从该将没还东车体点键愿"
    + "当确选择条")

private func scalars(_ text: String) -> Set<UInt32> { Set(text.unicodeScalars.map(\.value)) }
