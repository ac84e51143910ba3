/// One command line of a client, parsed (RFC 5321 §4.1).
enum Command: Sendable, Hashable {
    case helo(domain: String)
    case ehlo(domain: String)
    case startTLS
    case auth(mechanism: String, initial: String?)
    /// The line that answers a 334.
    case authResponse(String)
    case mail(path: String, parameters: [String])
    case rcpt(path: String, parameters: [String])
    case data, rset, noop, vrfy, quit
    /// A line that is none of these, with the reply it gets.
    case faulty(ServerReply)

    /// Parses one line without its CRLF; verbs and keywords in any case.
    init(line: [UInt8]) {
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            self = .faulty(.forbiddenOctet)
            return
        }
        let space = line.firstIndex(of: 0x20) ?? line.endIndex
        let verb = String(decoding: line[..<space], as: UTF8.self).uppercased()
        let rest = String(decoding: line[space...].drop { $0 == 0x20 }, as: UTF8.self)
        self = Command(verb: verb, rest: rest)
    }

    private init(verb: String, rest: String) {
        switch verb {
        case "MAIL": self = Self.path(after: "FROM:", in: rest).map { .mail(path: $0, parameters: $1) } ?? .faulty(.malformedSender)
        case "RCPT": self = Self.path(after: "TO:", in: rest).map { .rcpt(path: $0, parameters: $1) } ?? .faulty(.malformedRecipient)
        case "DATA": self = rest.isEmpty ? .data : .faulty(.malformed)
        case "RSET": self = rest.isEmpty ? .rset : .faulty(.malformed)
        case "QUIT": self = rest.isEmpty ? .quit : .faulty(.malformed)
        case "STARTTLS": self = rest.isEmpty ? .startTLS : .faulty(.malformed)
        case "EHLO": self = rest.isEmpty ? .faulty(.malformed) : .ehlo(domain: rest)
        case "HELO": self = rest.isEmpty ? .faulty(.malformed) : .helo(domain: rest)
        case "NOOP": self = .noop
        case "VRFY": self = rest.isEmpty ? .faulty(.malformed) : .vrfy
        case "AUTH": self = Self.auth(rest)
        default: self = .faulty(.unknownCommand)
        }
    }

    private static func auth(_ rest: String) -> Command {
        let words = rest.split(separator: " ")
        guard let mechanism = words.first, words.count <= 2 else { return .faulty(.malformed) }
        return .auth(mechanism: mechanism.uppercased(), initial: words.count == 2 ? String(words[1]) : nil)
    }

    /// `FROM:<path> A=1 B`: the path without brackets, then the parameters. `nil` when malformed.
    private static func path(after keyword: String, in rest: String) -> (String, [String])? {
        let bytes = Array(rest.utf8)
        guard bytes.count > keyword.utf8.count,
            String(decoding: bytes.prefix(keyword.utf8.count), as: UTF8.self).uppercased() == keyword
        else { return nil }
        let tail = bytes.dropFirst(keyword.utf8.count).drop { $0 == 0x20 }
        guard tail.first == UInt8(ascii: "<"), let end = tail.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let path = tail[(tail.startIndex + 1)..<end]
        let parameters = tail[(end + 1)...]
        guard path.count <= SessionLimits.pathOctets, !path.contains(0x20), !path.contains(UInt8(ascii: "<")),
            parameters.isEmpty || parameters.first == 0x20
        else { return nil }
        let words = parameters.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        return (String(decoding: path, as: UTF8.self), words)
    }
}
