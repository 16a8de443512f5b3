import Catalog
import Testing

@testable import Linting

struct WrongLanguageTests {
  @Test(
    arguments: [
      ("en", "磁盘已满", "written in Chinese characters"),
      ("de", "获取OBS临时URL失败", "written in Chinese characters"),
      ("en", "请清理磁盘后再试一次 please", "written in Chinese characters"),
      ("en", "ファイルが見つかりません", "written in Japanese"), ("fr", "파일이 없습니다", "written in Korean"),
      ("zh", "ファイルが見つかりません", "written in Japanese"), ("zh-Hant", "파일이 없습니다", "written in Korean"),
      ("zh", "Файл не найден", "written in Cyrillic"),
      ("zh", "Failed to get the task list", "a sentence in Latin letters"),
      ("ja", "the disk is full {0}", "a sentence in Latin letters"),
      ("ko", "Please wait and then try again.", "a sentence in Latin letters"),
      ("zh-Hans", "系統錯誤，請重試", "in Traditional Chinese"),
      ("zh-Hant", "系统错误，请重试", "in Simplified Chinese"),
    ])
  func `a text of another script is found`(tag: String, text: String, written: String) throws {
    let language = try #require(Language(tag))
    #expect(
      try sentences(.wrongLanguage, .description(language), text)
        == ["is \(written), but filed under \(language)"])
    #expect(mended(.wrongLanguage, .description(language), text) == nil)
  }

  @Test(
    arguments: [
      ("en", "Open “系统管理员设置页面”"), ("en", "Open 用户 and wait"), ("en", "`磁盘已满`"), ("en", "【磁盘已满】"),
      ("en", "{0}"), ("en", "(见系统管理员设置) stop"), ("en", "OBS"), ("en", "错"),
      ("ru", "Файл не найден"),
      ("zh", "Failed"), ("zh", "File not found"), ("zh", "project_id user_id task_id job_id"),
      ("zh", "GET PUT POST DELETE PATCH"), ("zh", "/home/user/var/log a.b.c d:e"),
      ("zh", "kubectl get pods -n default"), ("zh", "`select id from table`"),
      ("zh", "无法 get the task list of the user"), ("zh", "“the disk is full again”"),
      ("zh", "のみ不可用"), ("zh", "系统 α β γ"), ("zh-Hans", "用戶“系統錯誤”无效"), ("zh-Hans", "系統错误，请重试"),
      ("ja", "認証失敗"), ("ko", "磁盘"), ("zh", "{0} {1} {2} {3}"), ("zh", ""),
      ("zh", "projectId appType subJobId serviceType"),
    ])
  func `names, quotations and identifiers are no faults`(tag: String, text: String) throws {
    let language = try #require(Language(tag))
    #expect(try sentences(.wrongLanguage, .description(language), text).isEmpty)
  }
}
