import API
import HTTPTypes
import Mail
import Testing

/// One answer, read.
struct Reading: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func json() throws -> JSONValue { try JSONReader.read(bytes) }

    /// The names of the members in their order.
    func names() throws -> [String] {
        guard case .object(let members) = try json() else { return [] }
        return members.map(\.name)
    }

    func string(_ name: String) throws -> String {
        guard case .string(let text)? = try json()[name] else {
            Issue.record("no string \(name) in \(text)")
            return ""
        }
        return text
    }

    /// The code at the end of `type`, after all the rest of a problem document was checked.
    func problem() throws -> String {
        #expect(headers[.contentType] == "application/problem+json")
        let json = try json()
        #expect(json["status"] == .integer(Int64(status)))
        let type = try string("type")
        #expect(type.hasPrefix(Service.publicURL + "/problems/"))
        for name in ["title", "detail"] { #expect(try !string(name).isEmpty) }
        return String(type.split(separator: "/").last ?? "")
    }

    /// The fields that `errors` names.
    func faultyFields() throws -> [String] {
        guard case .array(let errors)? = try json()["errors"] else { return [] }
        return errors.compactMap { if case .string(let field)? = $0["field"] { field } else { nil } }
    }
}
