import Synchronization

/// Brings what a commit changed to those who follow it: the store tells after each commit, and nobody asks the database again and again.
///
/// While nobody follows anything it costs the store two relaxed loads a commit, and nothing is collected. Who follows is told that something
/// changed and reads the present state: what changes twice before that is told once.
package final class ChangeHub: Sendable {
    fileprivate struct Followers {
        var bySubject: [ChangeSubject: [ChangeWatch]] = [:]
        var subjects: [ObjectIdentifier: Set<ChangeSubject>] = [:]
    }

    private let followers = Mutex(Followers())
    private let count = Atomic(0)

    package init() {}

    /// Whether anybody follows anything: otherwise changes need not be collected.
    ///
    /// Relaxed: what the store has committed is behind a full barrier of the database (its shared index of the log, its locks), and who follows
    /// is counted by an atomic operation that is one too. So either the store sees the follower, or the follower reads what was committed.
    package var isFollowed: Bool { count.load(ordering: .relaxed) > 0 }

    /// Follows nothing yet; ``end(_:)`` gives it back.
    package func watch() -> ChangeWatch {
        let watch = ChangeWatch(hub: self)
        followers.withLock { $0.subjects[ObjectIdentifier(watch)] = [] }
        count.add(1, ordering: .sequentiallyConsistent)
        return watch
    }

    /// Follows no more.
    package func end(_ watch: ChangeWatch) {
        let wasThere = followers.withLock { followers in
            followers.remove(watch)
            return followers.subjects.removeValue(forKey: ObjectIdentifier(watch)) != nil
        }
        if wasThere { count.subtract(1, ordering: .relaxed) }
    }

    /// These were changed by a commit. Returns at once.
    package func tell(_ changed: [ChangeSubject]) {
        guard !changed.isEmpty else { return }
        followers.withLock { followers in
            for subject in changed { followers.bySubject[subject]?.forEach { $0.ring() } }
        }
    }

    /// Anything may have been changed by a commit.
    package func tellAll() {
        followers.withLock { $0.bySubject.values.forEach { $0.forEach { $0.ring() } } }
    }

    func follow(_ watch: ChangeWatch, _ subjects: Set<ChangeSubject>) {
        followers.withLock { followers in
            guard followers.subjects[ObjectIdentifier(watch)] != nil else { return }
            followers.remove(watch)
            followers.subjects[ObjectIdentifier(watch)] = subjects
            for subject in subjects { followers.bySubject[subject, default: []].append(watch) }
        }
    }
}

extension ChangeHub.Followers {
    /// Takes it from the subjects that it follows.
    fileprivate mutating func remove(_ watch: ChangeWatch) {
        for subject in subjects[ObjectIdentifier(watch)] ?? [] {
            bySubject[subject]?.removeAll { $0 === watch }
            if bySubject[subject]?.isEmpty == true { bySubject[subject] = nil }
        }
    }
}
