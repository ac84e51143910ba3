import HTTPTypes
import Hummingbird
import Mail

/// The language of a page before anybody has signed in: what its switch says, else the first that the browser asks for and that there is.
enum PageLanguage {
    static func of(_ request: Request, parameter: String = "language") -> Language {
        if let asked = request.uri.queryParameters[parameter[...]].flatMap({ Language(rawValue: String($0)) }) { return asked }
        let wanted = request.headers[.acceptLanguage]?.split(separator: ",").prefix(16) ?? []
        return wanted.lazy.compactMap { part in Language(rawValue: part.drop { $0 == " " }.prefix(2).lowercased()) }.first ?? .nl
    }
}
