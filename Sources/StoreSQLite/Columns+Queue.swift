import Mail
import Queue

extension Columns {
    /// A row of `Statements.lease`.
    func lease() throws(StoreFault) -> Lease {
        let entry = QueueEntry(
            id: try id(1), kindName: text(2), lane: try lane(3), language: try word(4), bindingLanguage: try optionalWord(5),
            domain: text(6), municipality: optionalText(7), sealedContent: blob(8), templateVersion: text(9), issued: time(10),
            expires: time(11), due: time(12), attempt: number(13), resends: number(14), supersessionKey: optionalBlob(15))
        return Lease(entry: entry, row: int(0), owner: LeaseOwner(token: int(16)), until: time(17))
    }

    /// A row of `Statements.entryByID`, `entriesBySupersession`, `expiring`.
    func standing() throws(StoreFault) -> EntryStanding {
        EntryStanding(
            row: int(0), id: try id(1), lane: try lane(2), state: try state(3), owner: isNull(4) ? nil : LeaseOwner(token: int(4)))
    }

    /// A row of the message statements.
    func message(attempts: [AttemptRecord] = []) throws(StoreFault) -> QueueMessage {
        QueueMessage(
            id: try id(0), kind: text(1), lane: try lane(2), languages: try languages(3), domain: text(4), municipality: optionalText(5),
            state: try state(6), reason: try word(7), attempt: number(8), issued: time(9), due: time(10), expires: time(11),
            finished: optionalTime(13), supersededBy: try optionalID(14), templateVersion: text(12), attempts: attempts)
    }

    /// Ten columns from `first` on; `nil` when nothing was tried.
    func attempt(from first: Int32) throws(StoreFault) -> AttemptRecord? {
        if isNull(first) { return nil }
        return AttemptRecord(
            number: number(first), at: time(first + 1), relay: text(first + 2), stage: try optionalWord(first + 3),
            reply: reply(from: first + 4), outcome: text(first + 7), reason: try word(first + 8), rule: text(first + 9))
    }

    private func reply(from first: Int32) -> Reply? {
        guard !isNull(first), let code = ReplyCode(number(first)) else { return nil }
        let enhanced = optionalText(first + 1).flatMap { EnhancedStatusCode(prefixOf: $0.utf8) }
        return Reply(code: code, enhanced: enhanced, text: text(first + 2))
    }
}
