import HTTPTypes
import Issuance

@testable import API

/// What a caller sends: read strictly, and refused in the words of RFC 9457.
struct BodyTarget: FuzzTarget {
    static let name = "bodies"
    static let tokens = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud83d", "\\ude00", "null", "true", "false", "0", "-1", "1e999", "0.1",
        "1E+2",
        "\"email\":", "\"recipient\":", "\"language\":", "\"nl\"", "\"purpose\":", "\"binding\":", "\"identification\":",
        "\"lifetime_seconds\":",
        "\"citizen_number\":", " ", "\n", "\u{FEFF}", "é", "\u{0}",
    ]

    init() {}

    func read(_ input: [UInt8]) throws(Finding) {
        let value: JSONValue
        do throws(JSONFault) { value = try JSONReader.read(input) } catch {
            guard (0...input.count).contains(error.offset) else { throw Finding("a fault at octet \(error.offset) of \(input.count)") }
            return try judge(Problem.invalid("body", error.kind.rawValue))
        }
        guard let again = try? JSONReader.read(Self.printed(value)) else { throw Finding("taken, and refused as it is printed") }
        guard again == value else { throw Finding("another value as it is printed") }
        do throws(Problem) { _ = try CodeRoutes.request(value) } catch { try judge(error) }
        do throws(Problem) { _ = try ActivationRequest(json: value) } catch { try judge(error) }
    }

    /// RFC 9457: an object with type, title, status and detail, of a status for callers.
    private func judge(_ problem: Problem) throws(Finding) {
        let document = problem.document(publicURL: "https://api.example.be")
        guard let read = try? JSONReader.read(document) else { throw Finding("a problem that is no JSON") }
        guard case .string(let type) = read["type"], type.hasPrefix("https://api.example.be/problems/"), case .string = read["title"],
            case .string = read["detail"], read["status"] == .integer(Int64(problem.code.status.code)),
            problem.code.status.kind == .clientError
        else { throw Finding("not as RFC 9457 has it") }
        guard document.count < 256 * 1_024 else { throw Finding("a problem of \(document.count) octets") }
    }

    private static func printed(_ value: JSONValue) -> [UInt8] {
        switch value {
        case .null: Array("null".utf8)
        case .bool(let flag): Array(flag ? "true".utf8 : "false".utf8)
        case .integer(let number): Array(String(number).utf8)
        case .number(let number): Array(String(number).utf8)
        case .string(let text): quoted(text)
        case .array(let elements): [0x5B] + elements.map(printed).joined(separator: [0x2C]) + [0x5D]
        case .object(let members):
            [0x7B] + members.map { quoted($0.name) + [0x3A] + printed($0.value) }.joined(separator: [0x2C]) + [0x7D]
        }
    }

    private static func quoted(_ text: String) -> [UInt8] {
        [0x22]
            + text.utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case 0x22, 0x5C: [0x5C, byte]
                case ..<0x20: Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
                default: [byte]
                }
            } + [0x22]
    }
}
