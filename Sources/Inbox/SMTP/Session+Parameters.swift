/// What stands behind the paths of MAIL and RCPT.
extension Session {
    func refusal(ofMail parameters: [String]) -> ServerReply? {
        guard Self.areDifferent(parameters) else { return .malformed }
        for parameter in parameters {
            let (keyword, value) = Self.split(parameter)
            switch keyword {
            case "SIZE" where offers(.size):
                guard let value, let size = Int(value), size >= 0 else { return .malformed }
                if size > settings.messageOctets { return .messageTooLarge }
            case "BODY" where offers(.eightBitMIME):
                guard let value, ["7BIT", "8BITMIME"].contains(value.uppercased()) else { return .malformed }
            case "SMTPUTF8" where offers(.smtpUTF8) && value == nil: continue
            case "RET" where offers(.dsn):
                guard let value, ["FULL", "HDRS"].contains(value.uppercased()) else { return .malformed }
            case "ENVID" where offers(.dsn) && value != nil: continue
            case "AUTH" where settings.credentials != nil && value != nil: continue
            case "BY" where offers(.deliverBy):
                guard let value, isDeliverBy(value) else { return .malformed }
            case "REQUIRETLS" where offers(.requireTLS) && value == nil: continue
            default: return .unknownParameter
            }
        }
        return nil
    }

    func refusal(ofRecipient parameters: [String]) -> ServerReply? {
        guard Self.areDifferent(parameters) else { return .malformed }
        for parameter in parameters {
            let (keyword, value) = Self.split(parameter)
            switch keyword {
            case "NOTIFY" where offers(.dsn):
                guard let value, Self.isNotify(value) else { return .malformed }
            case "ORCPT" where offers(.dsn):
                guard let value, let type = value.firstIndex(of: ";"), type != value.startIndex else { return .malformed }
            default: return .unknownParameter
            }
        }
        return nil
    }

    /// RFC 3461 §4.5: each at most once.
    private static func areDifferent(_ parameters: [String]) -> Bool {
        Set(parameters.map { split($0).keyword }).count == parameters.count
    }

    /// RFC 3461 §4.1: NEVER stands alone.
    private static func isNotify(_ value: String) -> Bool {
        let words = value.uppercased().split(separator: ",", omittingEmptySubsequences: false)
        return words == ["NEVER"] || words.allSatisfy { ["SUCCESS", "FAILURE", "DELAY"].contains($0) }
    }

    /// RFC 2852 §4: at most nine digits; with return at least one second, and no fewer than were asked for.
    private func isDeliverBy(_ value: String) -> Bool {
        let parts = value.uppercased().split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count == 2, let seconds = Int(parts[0]), abs(seconds) <= 999_999_999 else { return false }
        switch parts[1] {
        case "N", "NT": return true
        case "R", "RT": return seconds >= max(1, settings.deliverByMinimum)
        default: return false
        }
    }

    private static func split(_ parameter: String) -> (keyword: String, value: String?) {
        let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (parts[0].uppercased(), parts.count == 2 ? String(parts[1]) : nil)
    }
}
