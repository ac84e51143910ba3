/// Deleting, marking and counting.
extension InboxStore {
    /// Deletes everything kept; counters stay.
    package func removeAll() {
        state.mutate { state in
            state.cutOff += state.messages.count
            state.messages = []
            state.head = 0
            state.positions = [:]
            state.octets = 0
            state.revision += 1
        }
    }

    /// Deletes these messages; unknown ids are passed over.
    package func remove(_ ids: [String]) {
        state.mutate { state in
            for id in ids { state.remove(id) }
            state.revision += 1
        }
    }

    /// Marks a message as opened.
    package func markRead(_ id: String) {
        state.mutate { $0.markRead(id) }
    }

    /// Messages kept and how many of them nobody opened.
    package var totals: (kept: Int, unread: Int) {
        state.read { state in
            var unread = 0
            for message in state.messages[state.head...] where message?.isRead == false { unread += 1 }
            return (state.positions.count, unread)
        }
    }

    func countConnection() {
        state.mutate { $0.counters.connections += 1 }
    }

    func count(_ tally: SessionTally) {
        guard tally != SessionTally() else { return }
        state.mutate {
            $0.counters.transactions += tally.transactions
            $0.counters.refused += tally.refused
        }
    }
}

extension InboxStore.State {
    var kept: [InboxMessage] { messages[head...].compactMap(\.self) }

    func message(_ id: String) -> InboxMessage? {
        positions[id].flatMap { messages[$0 - cutOff] }
    }

    mutating func append(_ message: InboxMessage) {
        remove(message.id)
        positions[message.id] = cutOff + messages.count
        messages.append(message)
        octets += message.raw.count
        counters.accepted += 1
        revision += 1
    }

    mutating func dropOldest() {
        while head < messages.count, messages[head] == nil { head += 1 }
        guard head < messages.count, let oldest = messages[head] else { return }
        remove(oldest.id)
        counters.dropped += 1
    }

    mutating func remove(_ id: String) {
        guard let position = positions.removeValue(forKey: id) else { return }
        octets -= messages[position - cutOff]?.raw.count ?? 0
        messages[position - cutOff] = nil
        while head < messages.count, messages[head] == nil { head += 1 }
        cutFrontOff()
    }

    mutating func markRead(_ id: String) {
        guard let position = positions[id], messages[position - cutOff]?.isRead == false else { return }
        messages[position - cutOff]?.isRead = true
        revision += 1
    }

    /// Gives the empty front back once it is half of the list, so that each message is moved a bounded number of times.
    private mutating func cutFrontOff() {
        guard head > 64, head * 2 > messages.count else { return }
        messages.removeFirst(head)
        cutOff += head
        head = 0
    }
}
