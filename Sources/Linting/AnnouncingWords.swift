/// The words by which a number is told to be a code, another product's code, or none.
enum AnnouncingWords {
  static let hanNames = ["错误码", "错误代码", "错误编码", "错误编号", "错误号", "返回码"]
    .map { Array($0.unicodeScalars) }
  /// What a number may be counted by, too.
  static let hanError = Array("错误".unicodeScalars)
  static let hanSame = Array("同".unicodeScalars)
  static let hanReferences = [Array("见".unicodeScalars), hanSame]
  /// Words that may stand before an announcement without saying whose code it is.
  static let particles: Set<String> = [
    "a", "an", "and", "api", "as", "by", "check", "for", "gives", "has", "if", "is", "like", "of",
    "or",
    "return", "returns", "same", "see", "the", "to", "under", "when", "with",
  ]
  /// After these, `code` is one that a system gives.
  static let codeVerbs: Set<String> = [
    "see", "return", "returns", "returned", "give", "gives", "gave",
  ]
  /// What goes on after a code that is explained.
  static let explanations = ["表示", "代表", "意味", "说明", "是指", "means "]
  /// What a number after a colon is a port of.
  static let connections = ["端口", "地址", "主机", "连接", "监听"]
  static let connectionWords: Set<String> = [
    "address", "addresses", "connect", "connected", "connecting", "connection", "connects", "curl",
    "endpoint", "host", "hosts", "listen", "listening", "listens", "ping", "port", "ports",
    "telnet",
  ]
  /// What has codes of its own.
  static let otherParties = [
    "数据库", "网关", "第三方", "上游", "下游", "底层", "外部", "中间件", "存储", "操作系统",
  ]
  static let clauseEnds = "，。；：,;:!?！？\n"
}
