import Catalog
import TextAnalysis

/// What a heading says about its column, by the vocabulary of the pages' languages.
enum HeadingSense: Equatable {
  /// Names the code.
  ///
  /// A weak name (编号, ID) needs cells that look like codes.
  case code(isWeak: Bool)
  case codeEnd
  /// Names the HTTP status.
  case http
  /// 状态码: the HTTP status beside a code, else the code.
  case status
  /// A text about the error; of two in one language the higher rank is the message.
  case text(rank: Int)
  case remedy
  /// Names a field whatever its cells hold.
  case field(ScalarField)
  /// Another spelling: symbol, constant, hexadecimal, decimal.
  case alias
  /// Numbers the rows.
  case rowNumber
  /// Belongs to a table about something else: parameters, versions, dates.
  case foreign

  /// Finds what the heading says; nil where it is silent.
  ///
  /// Headings put the word that counts last (错误码说明, "error code description"), so the longest
  /// known term at the end decides, else the longest one anywhere. Case, blanks, punctuation and what
  /// stands in parentheses do not count.
  init?(_ heading: String) {
    let outside = withoutParentheses(heading)
    for text in [outside, heading] {
      if let sense = Self.sense(of: HeadingWords(text)) {
        self = sense
        return
      }
    }
    return nil
  }

  private static func sense(of words: HeadingWords) -> HeadingSense? {
    let count = words.scalars.count
    guard (1...80).contains(count) else { return nil }
    for start in words.boundaries where start < count {
      // A weak name has to be the whole heading: "description of the error" names no code.
      if let sense = vocabulary[words.text(start..<count)],
        start == 0 || sense != .code(isWeak: true)
      {
        return sense
      }
    }
    var best: (length: Int, sense: HeadingSense)?
    for start in words.boundaries {
      for end in words.boundaries where end > start && end - start > best?.length ?? 0 {
        if let sense = vocabulary[words.text(start..<end)], sense != .code(isWeak: true) {
          best = (end - start, sense)
        }
      }
    }
    return best?.sense
  }
}

/// Whether a text speaks of errors or of codes for them.
func mentionsErrors(_ text: String) -> Bool {
  let text = folded(text)
  let words = [
    "错误", "错码", "异常", "返回码", "故障", "報錯", "錯誤", "異常", "error", "exception", "fault",
    "return code", "errno", "エラー", "오류", "에러",
  ]
  return words.contains { text.firstRange(of: $0) != nil }
}

/// The text by which headings are compared: folded, without blanks and punctuation, and
/// Traditional characters of the vocabulary as Simplified ones.
func headingKey(_ heading: String) -> String {
  let words = HeadingWords(heading)
  return words.text(0..<words.scalars.count)
}

/// A heading's letters and digits, folded, and where words may begin or end: at blanks and
/// punctuation, at a capital after a small letter, and on either side of an ideograph or kana.
private struct HeadingWords {
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var boundaries: [Int] = [0]

  init(_ heading: String) {
    var previous: Unicode.Scalar?
    for scalar in heading.unicodeScalars {
      let properties = scalar.properties
      let isWord = properties.isAlphabetic || properties.numericType != nil
      if !isWord {
        mark()
      } else {
        let isHump = properties.isUppercase && previous?.properties.isLowercase ?? false
        if isUnspaced(scalar) || isHump || previous.map(isUnspaced) ?? false { mark() }
        for folded in folded(String(scalar)).unicodeScalars {
          scalars.append(simplified[folded] ?? folded)
        }
      }
      previous = scalar
    }
    mark()
  }

  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  private mutating func mark() {
    if boundaries.last != scalars.count { boundaries.append(scalars.count) }
  }
}

private func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
  isHan(scalar) || isKana(scalar) || isHangul(scalar)
}

private func withoutParentheses(_ text: String) -> String {
  var depth = 0
  var result = ""
  for character in text {
    switch character {
    case "(", "（", "[", "【": depth += 1
    case ")", "）", "]", "】": depth = max(0, depth - 1)
    default: if depth == 0 { result.append(character) }
    }
  }
  return result
}

private let simplified = Dictionary(
  uniqueKeysWithValues: zip(
    "錯誤碼號訊說決處類稱狀態級別應對據備註資釋議編嚴義內異現動參數".unicodeScalars,
    "错误码号讯说决处类称状态级别应对据备注资释议编严义内异现动参数".unicodeScalars))

private let vocabulary: [String: HeadingSense] = {
  var vocabulary: [String: HeadingSense] = [:]
  let fields = ScalarField.allCases.map { (HeadingSense.field($0), $0.definition.words) }
  for (sense, terms) in terms + fields {
    for term in terms.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
      vocabulary[headingKey(String(term))] = sense
    }
  }
  return vocabulary
}()

private let terms: [(HeadingSense, String)] = [
  (
    .code(isWeak: false),
    """
    错误码,错误代码,错误编码,错误编号,错误号,返回码,返回代码,响应码,响应代码,异常码,异常代码,异常编码,故障码
    故障代码,告警码,业务码,业务错误码,子错误码,公共错误码,代码,结果码,code,error code,err code,errcode,errno,error no
    error number,return code,ret code,result code,response code,exception code,error id,fault code,codes,error codes
    エラーコード,コード,エラー番号,リターンコード,에러코드,오류코드,에러 코드,오류 코드,코드,오류 번호
    """
  ),
  (.code(isWeak: true), "编号,编码,id,错误,error,エラー,番号,오류,에러,번호,错误id,异常,exception,值,value,返回值"),
  (.codeEnd, "结束码,终止码,结束代码,code end,end code,last code,to,至,到"),
  (
    .http,
    """
    http状态码,http状态,http status,http status code,http code,http 返回码,http响应码,http 错误码,httpステータス
    httpステータスコード,http 상태,http 상태 코드,http
    """
  ),
  (.status, "状态码,状态代码,status code,status,状态,ステータスコード,ステータス,상태 코드,상태"),
  (
    .text(rank: 5),
    """
    错误信息,错误消息,错误讯息,信息,消息,讯息,返回信息,返回消息,响应信息,提示信息,错误提示信息,报错信息,异常信息,message
    error message,err msg,errmsg,msg,error msg,メッセージ,エラーメッセージ,메시지,오류 메시지,에러 메시지
    """
  ),
  (
    .text(rank: 4),
    """
    错误类型,错误名称,错误名,异常类型,异常名称,名称,标题,类型,错误标题,现象,问题,故障现象,error type,type,name,title
    error name,summary,名前,種類,タイトル,エラー名,이름,제목,유형,오류 유형,오류 이름
    """
  ),
  (
    .text(rank: 3),
    """
    描述,错误描述,含义,错误含义,意义,意思,内容,错误内容,描述信息,description,desc,meaning,error description,内容,意味
    エラー内容,설명,의미,내용,오류 설명
    """
  ),
  (
    .text(rank: 1),
    """
    说明,错误说明,提示,错误提示,错误解释,解释,详情,详细说明,详细描述,详细信息,explanation,hint,detail,details,comment
    説明,詳細,ヒント,상세,상세 설명,힌트
    """
  ),
  (
    .text(rank: 0),
    """
    原因,错误原因,可能原因,可能的原因,产生原因,原因分析,触发条件,触发场景,场景,cause,causes,reason,possible cause
    possible causes,possible reason,原因,考えられる原因,원인,이유,가능한 원인
    """
  ),
  (.text(rank: -1), "备注,remark,remarks,note,notes,備考,비고"),
  (
    .remedy,
    """
    处理措施,处理方法,处理方式,处理办法,处理建议,处理,处置,处置建议,处理方案,解决方法,解决方案,解决办法,解决措施,解决建议
    解决方式,解决,建议,建议操作,操作建议,应对措施,应对方法,对策,排查方法,排查建议,排查步骤,修复建议,修复方法,恢复方法
    解决步骤,处理步骤,建议措施,如何处理,怎么办,怎么处理,action,actions,solution,solutions,resolution,remedy,fix
    how to fix,workaround,what to do,recommended action,suggested action,suggestion,recommendation,user action,response
    corrective action,troubleshooting,how to resolve,対処,対処法,対処方法,対応,対応方法,対策,解決方法,解決策,処置,조치
    조치 방법,해결,해결 방법,해결책,대처,대응,대응 방법
    """
  ),
  (
    .alias,
    """
    符号,常量,常量名,宏,宏定义,宏名,枚举,枚举值,枚举名,标识,错误标识,英文名,英文标识,十六进制,十进制,16进制,10进制,别名,助记符
    symbol,constant,macro,enum,identifier,hex,hexadecimal,decimal,dec,alias,symbolic name,mnemonic,定数,シンボル,16進数
    10進数,상수,심볼,16진수,10진수
    """
  ),
  (.rowNumber, "序号,行号,no,nr,num,順番,순번,연번"),
  (
    .foreign,
    """
    参数,参数名,参数名称,参数类型,字段,字段名,字段名称,字段类型,数据类型,是否必填,是否必选,是否必须,必填,必选,默认值,取值范围
    示例值,版本,版本号,日期,时间,端口,端口号,文件名,路径,地址,价格,大小,长度,parameter,parameters,param,field,fields
    field name,parameter name,data type,required,optional,mandatory,default,default value,version,date,time,port,path
    file,size,length,property,option,パラメータ,バージョン,日付,必須,매개변수,버전,날짜,필수,attribute,属性
    """
  ),
]
