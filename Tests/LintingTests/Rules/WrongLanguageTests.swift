import Catalog
import Testing

@testable import Linting

struct WrongLanguageTests {
  @Test(
    arguments: [
      ("en", "磁盘已满", "Chinese characters"), ("de", "获取OBS临时目录失败", "Chinese characters"),
      ("en", "请清理磁盘后再试一次 please", "Chinese characters"),
      ("en", "ファイルがありません", "Japanese"), ("fr", "파일이 없습니다", "Korean"),
      ("zh", "ファイルがありません", "Japanese"), ("zh-Hant", "파일이 없습니다", "Korean"),
      ("zh", "Файл не найден", "Cyrillic"), ("en", "Файл не найден", "Cyrillic"),
      ("ru", "磁盘已满", "Chinese characters"), ("ar", "הדיסק מלא", "Hebrew"),
      ("zh", "ไฟล์เต็ม", "Thai"), ("en", "Το αρχείο", "Greek"), ("ja", "파일이 없습니다", "Korean"),
      ("sr-Latn", "Датотека", "Cyrillic"),
    ])
  func `a text that is mostly in another script is found`(
    tag: String, text: String, system: String
  ) throws {
    let language = try #require(Language(tag))
    #expect(
      try sentences(WrongLanguage.rule, .description(language), text)
        == ["is written in \(system), but filed under \(language)"])
    #expect(fixed(WrongLanguage.rule, .description(language), text) == nil)
  }

  @Test(
    arguments: [
      ("en", "Open 用户设置 and wait"), ("en", "`磁盘已满`"), ("en", "{0}"), ("en", "OBS"), ("en", "错"),
      ("en", ""), ("ru", "Файл не найден"), ("zh", "Failed to get the task list"),
      ("zh", "kubectl get pods -n default"), ("zh", "のみ不可用"), ("zh", "系统设置 α β γ"),
      ("zh-Hans", "系統錯誤，請重試"), ("ja", "認証失敗"), ("ko", "磁盘"), ("zh", "{0} {1}"), ("ka", "磁盘已满"),
      ("sr", "Датотека"), ("en-Cyrl", "Датотека"), ("yue", "磁盘已满"), ("en-GB", "Full"),
      ("hi", "फ़ाइल नहीं मिली"), ("he", "הדיסק מלא"), ("fa", "دیسک پر است"), ("el", "Το αρχείο"),
      ("th", "ไฟล์เต็ม"),
    ])
  func `names, code, Latin letters and a language's own script are fine`(
    tag: String, text: String
  ) throws {
    let language = try #require(Language(tag))
    #expect(try sentences(WrongLanguage.rule, .description(language), text).isEmpty)
  }
}
