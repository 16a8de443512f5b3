import Catalog
import Glibc
import Testing

@testable import Documents

struct EncodingTests {
  private static let page = "| 错误码 | 说明 |\n|-|-|\n| 1001 | 用户名或密码不正确，请重新输入 |\n"
  private static let message = ["1001": "用户名或密码不正确，请重新输入"]

  @Test func `a page reads the same in every encoding`() throws {
    let utf8 = Array(Self.page.utf8)
    let little = Self.page.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = Self.page.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let cases: [([UInt8], TextEncoding)] = [
      (utf8, .utf8), ([0xEF, 0xBB, 0xBF] + utf8, .utf8WithBOM),
      ([0xFF, 0xFE] + little, .utf16LittleEndian), ([0xFE, 0xFF] + big, .utf16BigEndian),
      (little, .utf16LittleEndian), (big, .utf16BigEndian),
      (try #require(iconv(Self.page, to: "GB18030")), .gb18030),
      (try #require(iconv(Self.page, to: "GBK")), .gb18030),
    ]
    for (bytes, encoding) in cases {
      let document = try readDocument(bytes)
      #expect(document.encoding == encoding)
      #expect(document.messages() == Self.message)
      #expect(document.lines.total == 3 && document.diagnostics.isEmpty)
    }
  }

  /// Texts of a few words, each a page of its own, and the encodings they are refused in.
  static let others: [(texts: [String], encodings: [String], name: String)] = [
    (
      [
        "사용자를 찾을 수 없습니다 비밀번호가 올바르지 않습니다", "서버에 연결할 수 없습니다 네트워크 상태를 확인하십시오",
        "권한이 없습니다 관리자에게 문의하십시오", "데이터베이스 연결 실패 인증서가 만료되었습니다",
        "결제가 취소되었습니다 계좌 잔액이 부족합니다", "파일을 찾을 수 없습니다 잘못된 요청입니다",
      ], ["EUC-KR", "CP949"], "EUC-KR"
    ),
    (
      [
        "ユーザーが見つかりません パスワードが正しくありません", "サーバーに接続できません もう一度試してください",
        "要求がタイムアウトしました 管理者に連絡してください", "認証に失敗しました 残高が不足しています",
        "ファイルが存在しません 不正な要求です",
      ], ["EUC-JP", "SHIFT_JIS", "CP932"], ""
    ),
    (["認証失敗 接続不可 残高不足 通信異常 処理中断 期限切"], ["EUC-JP", "SHIFT_JIS"], "untold"),
    (
      [
        "使用者不存在 密碼不正確 請重新輸入", "伺服器連線失敗 請稍後再試 沒有權限", "餘額不足 訂單已取消 參數格式錯誤",
        "檔案不存在 憑證已過期 請聯絡系統管理員",
      ], ["BIG5", "CP950"], "Big5"
    ),
    (
      [
        "Ошибка доступа пользователь не найден неверный пароль",
        "сервер не отвечает превышено время ожидания обратитесь к администратору",
        "файл не существует недопустимый запрос соединение разорвано",
      ], ["CP1251", "KOI8-R", "CP866", "ISO-8859-5"], ""
    ),
    (
      [
        "Fichier introuvable à côté", "Erreur à la création, réessayer à 3 h",
        "Fichier introuvable accès refusé mot de passe erroné réessayez plus tard",
        "Zugriff verweigert ungültiges Passwort bitte die Größe prüfen",
        "Señal no válida la contraseña ha expirado", "Utilizador não encontrado ação inválida",
      ], ["CP1252", "ISO-8859-1"], "Windows-1252"
    ),
    (
      [
        "Σφάλμα σύνδεσης ο χρήστης δεν βρέθηκε λάθος κωδικός", "ข้อผิดพลาด ไม่พบผู้ใช้ รหัสผ่านไม่ถูกต้อง",
        "שגיאה משתמש לא נמצא סיסמה שגויה",
      ], ["CP1253", "CP874", "CP1255"], "untold"
    ),
  ]

  @Test(arguments: others)
  func `what is in another encoding is refused, and named where it can be told`(
    texts: [String], encodings: [String], name: String
  ) throws {
    for encoding in encodings {
      for text in texts + [texts.joined(separator: " |\n| E2 | ")] {
        // However much ASCII there is: a sheet, a page, and a page with a long English part.
        for page in [
          "code,message\nE1,\(text)\n", "| code | message |\n|-|-|\n| E1 | \(text) |\n",
          String(repeating: "| E9 | some English text |\n", count: 300) + text,
        ] {
          guard let bytes = iconv(page, to: encoding) else { continue }
          do {
            let decoded = try decode(bytes)
            // Few bytes that nothing is known about are damage of their lines.
            if name == "untold", !decoded.replacements.isEmpty { continue }
            Issue.record("\(encoding) read as \(decoded.encoding): \(text)")
          } catch {
            guard case .unknownEncoding(let likely) = error else {
              Issue.record("\(encoding): \(error)")
              continue
            }
            guard name != "untold" else { continue }
            let expected = name.isEmpty ? Self.names[encoding] : name
            #expect(likely?.name == expected || text.utf8.count < 60, "\(encoding): \(text)")
          }
        }
      }
    }
  }

  private static let names = [
    "EUC-JP": "EUC-JP", "SHIFT_JIS": "Shift_JIS", "CP932": "Shift_JIS", "CP1251": "Windows-1251",
    "KOI8-R": "KOI8-R", "CP866": "CP866", "ISO-8859-5": "ISO-8859-5",
  ]

  /// Chinese of many trades, few characters each.
  static let chinese = [
    "密码错误", "余额不足", "用户名或密码不正确", "设备离线，请检查电源", "主轴过热，请停机冷却", "门锁未关闭",
    "抄表失败：电表无响应", "刀具磨损超限，更换刀片", "硒鼓墨粉不足", "缓存穿透导致雪崩", "卡纸，请打开后盖取出纸张",
    "该号段不支持携号转网", "骑手已接单，无法取消", "舱单申报重复", "处方药须凭医师处方购买", "乘客姓名与证件不符",
    "阈值溢出", "鉴权失败", "熔断降级", "幂等校验不通过", "锂电池温度过高，充电已暂停", "燃气泄漏报警",
    "电梯轿厢困人", "变频器过流", "伺服驱动器编码器断线", "血糖试纸型号不匹配", "发票抬头格式有误", "征信查询次数超限",
    "ユーザー不存在：用户不存在，请先注册账号再登录", "Ошибка：服务器连接失败，请稍后重试", "错误 e\u{301}：é 参数格式不正确",
    "使用者不存在 密碼不正確 請重新輸入", "檔案不存在，請聯絡系統管理員", "餘額不足，訂單已取消",
  ]

  @Test(arguments: chinese)
  func `Chinese is read from GBK and GB18030, however little of it there is`(text: String) throws {
    for encoding in ["GB18030", "GBK"] {
      for page in [
        "code,message\nE1,\(text)\n", "| 错误码 | 说明 |\n|-|-|\n| E1 | \(text) |\n",
        String(repeating: "| E9 | some English text |\n", count: 300) + text,
      ] {
        guard let bytes = iconv(page, to: encoding) else { continue }
        let decoded = try decode(bytes)
        #expect(decoded.encoding == .gb18030)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == page)
      }
    }
  }

  /// Pages of kanji alone under English headings, no other sign of Japanese on them.
  @Test(arguments: [
    ["入力値不正", "無効", "要求不正", "重複"], ["認証失敗"], ["通信異常", "処理中断"], ["権限無"], ["残高不足"],
    ["用紙切", "温度異常", "電源断"], ["登録済", "未登録", "削除済"], ["決済失敗", "限度額超過", "口座凍結"],
  ])
  func `Japanese of kanji alone is not read as Chinese`(texts: [String]) throws {
    let rows = texts.enumerated().map { "|E\($0 + 1)|\($1)|\n" }.joined()
    let page = try #require(iconv("|code|message|\n|-|-|\n" + rows, to: "EUC-JP"))
    #expect(throws: DocumentError.self) { try decode(page) }
  }

  @Test(arguments: [
    "失败", "步骤", "无效", "不识别", "启动失败", "登录失败", "重复", "参数错误", "连接超时", "未登录", "删除数据源失败",
    "权限不足", "注册用户失败", "客户端失败", "更新补充数据失败", "不支持", "已过期", "系统繁忙", "内部错误", "签名不正确",
  ])
  func `short Chinese is not taken for Japanese`(text: String) throws {
    let bytes = try #require(iconv("|code|message|\n|-|-|\n|E1|\(text)|\n", to: "GBK"))
    #expect(try decode(bytes).encoding == .gb18030)
  }

  @Test func `the refusal says what to type`() {
    #expect(
      DocumentError.unknownEncoding(.eucKR).description
        == "the document looks like EUC-KR, which is not read; convert it to UTF-8 and import that: "
        + "iconv -f CP949 -t UTF-8 FILE > NEW")
    #expect(
      DocumentError.unknownEncoding(nil).description
        == "the document is neither UTF-8, UTF-16 nor GB18030; convert it to UTF-8 and import that: "
        + "iconv -f ENCODING -t UTF-8 FILE > NEW")
  }

  @Test func `a bad byte costs its line and no other`() throws {
    var bytes = Array("| 错误码 | 说明 |\n|-|-|\n| 1 | 甲错误 |\n| 2 | 乙".utf8)
    bytes += [0xFF] + Array("错误 |\n| 3 | 丙错误 |\n".utf8)
    let document = try readDocument(bytes)
    #expect(document.encoding == .utf8)
    #expect(document.messages() == ["1": "甲错误", "3": "丙错误"])
    #expect(
      document.diagnostics == [
        Diagnostic(
          line: 4, severity: .error, message: "the line holds bytes that are no UTF-8 text")
      ])
    #expect(document.account == "2 2 0 0 1")
  }

  @Test func `a NUL byte costs its line and no other`() throws {
    let document = try read("| 错误码 | 说明 |\n|-|-|\n| 1 | 甲\0错误 |\n| 2 | 乙错误 |\n")
    #expect(document.messages() == ["2": "乙错误"])
    #expect(document.marks == ["3 error"] && document.account == "1 2 0 0 1")
  }

  @Test(arguments: [
    ([], DocumentError.empty), ([0x20, 0x0A, 0x0A], .empty), ([0xEF, 0xBB, 0xBF], .empty),
    (Array("\u{3000}\n".utf8), .empty),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], .binary),
    ([0xFF, 0xD8, 0xFF, 0xE0, 0x00], .binary), (Array("PK\u{3}\u{4}".utf8), .binary),
    ([UInt8](repeating: 0, count: 100), .binary), ((0...255).map { UInt8($0) }, .binary),
    ([UInt8](repeating: 0xFF, count: 50), .unknownEncoding(nil)),
  ])
  func `what is no text is refused`(bytes: [UInt8], error: DocumentError) {
    #expect(throws: error) { try readDocument(bytes) }
  }

  @Test func `all one- and two-byte sequences decode as in glibc`() {
    var differences: [UInt16: [Unicode.Scalar]] = [:]
    for first in UInt8.min...UInt8.max {
      let ours = decodeGB18030([first])
      #expect(ours == fromGB18030([first]), "\(first)")
      for second in UInt8.min...UInt8.max where first >= 0x80 {
        let bytes = [first, second]
        let ours = decodeGB18030(bytes)
        let theirs = fromGB18030(bytes)
        if ours != theirs {
          differences[UInt16(first) << 8 | UInt16(second)] =
            [ours, theirs].compactMap { $0 }
            .flatMap { String(decoding: $0, as: UTF8.self).unicodeScalars }
        }
      }
    }
    // The WHATWG standard leaves six characters in the private area that glibc puts beyond the
    // basic plane.
    #expect(differences.keys.sorted() == [0xFE51, 0xFE52, 0xFE53, 0xFE6C, 0xFE76, 0xFE91])
    #expect(differences.values.allSatisfy { $0[0].properties.generalCategory == .privateUse })
  }

  @Test func `four-byte sequences decode as in glibc`() {
    var differences: [String] = []
    // All of the basic plane, and a part of what lies beyond.
    let pointers =
      Array(0..<39_500) + [188_999, 189_000] + Array(stride(from: 180_000, to: 1_260_000, by: 997))
    for pointer in pointers {
      let bytes = [
        UInt8(0x81 + pointer / 12_600), UInt8(0x30 + pointer / 1260 % 10),
        UInt8(0x81 + pointer / 10 % 126), UInt8(0x30 + pointer % 10),
      ]
      if decodeGB18030(bytes) != fromGB18030(bytes) {
        differences.append(bytes.map { String($0, radix: 16) }.joined())
      }
    }
    #expect(differences == Self.knownDifferences)
  }

  /// Characters the edition of 2022 gave two bytes.
  ///
  /// The WHATWG standard still reads their old four bytes as the same characters, glibc as private
  /// ones.
  private static let knownDifferences =
    (7...9).map { "8235903\($0)" } + (0...4).map { "8235913\($0)" }
    + (6...9).map { "8431823\($0)" } + (0...5).map { "8431833\($0)" }

  @Test(arguments: [
    [0x80], [0xFF], [0x81], [0x81, 0x7F], [0x81, 0x30], [0x81, 0x30, 0x81],
    [0x84, 0x31, 0xA5, 0x30],
  ])
  func `broken sequences do not decode`(bytes: [UInt8]) {
    #expect(decodeGB18030(bytes) == nil)
  }
}

/// The text in another encoding by glibc, the oracle of these tests.
private func iconv(_ text: String, to encoding: String) -> [UInt8]? {
  convert(Array(text.utf8), from: "UTF-8", to: encoding)
}

private func fromGB18030(_ bytes: [UInt8]) -> [UInt8]? {
  convert(bytes, from: "GB18030", to: "UTF-8")
}

private func convert(_ bytes: [UInt8], from: String, to: String) -> [UInt8]? {
  guard let descriptor = iconv_open(to, from) else { return nil }
  defer { iconv_close(descriptor) }
  var input = bytes.map { CChar(bitPattern: $0) }
  var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
  var inputLeft = input.count
  var outputLeft = output.count
  let capacity = outputLeft
  let result = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      var source = input.baseAddress
      var target = output.baseAddress
      return iconv(descriptor, &source, &inputLeft, &target, &outputLeft)
    }
  }
  guard result != -1, inputLeft == 0 else { return nil }
  return output.prefix(capacity - outputLeft).map { UInt8(bitPattern: $0) }
}
