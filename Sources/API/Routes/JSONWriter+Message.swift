import Mail
import Queue

extension JSONWriter {
    /// How a message stands, without its attempts.
    mutating func summary(of message: QueueMessage) {
        string("id", message.id.description)
        string("kind", message.kind)
        string("lane", message.lane.rawValue)
        languages(message.languages)
        string("domain", message.domain)
        string("municipality", orNull: message.municipality)
        string("state", message.state.rawValue)
        string("reason", message.reason.rawValue)
        integer("attempt", Int64(message.attempt))
        instant("issued_at", message.issued)
        instant("due_at", message.due)
        instant("expires_at", message.expires)
        string("finished_at", orNull: message.finished?.rfc3339)
        string("superseded_by", orNull: message.supersededBy?.description)
    }

    /// What is kept of every attempt, oldest first.
    mutating func attempts(_ attempts: [AttemptRecord]) {
        objects("attempts", attempts) { json, attempt in
            json.integer("n", Int64(attempt.number))
            json.instant("at", attempt.at)
            json.string("relay", attempt.relay)
            json.string("stage", orNull: attempt.stage?.rawValue)
            json.reply(attempt.reply)
            json.string("outcome", attempt.outcome)
            json.string("reason", attempt.reason.rawValue)
            json.string("rule", attempt.rule)
        }
    }

    private mutating func reply(_ reply: Reply?) {
        guard let reply else { return null("reply") }
        object("reply") { json in
            json.integer("code", Int64(reply.code.rawValue))
            json.string("enhanced", orNull: reply.enhanced?.description)
            json.string("text", reply.text)
        }
    }
}
