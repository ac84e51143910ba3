import Mail
import Queue
import Synchronization
import Testing

@testable import Delivery

@Suite("Places of the flight recorder") struct FlightPlacesTests {
    @Test("each is given once, the lowest first, and none beyond the last", arguments: [1, 2, 63, 64, 65, 128, 200])
    func each(count: Int) {
        let places = FlightPlaces(count: count)
        #expect((0..<count).map { _ in places.take() } == Array(0..<count))
        #expect(places.take() == nil && places.taken == Array(0..<count))
        for place in [count - 1, count / 2, 0] { places.free(place) }
        #expect(places.taken == Array(0..<count).filter { ![count - 1, count / 2, 0].contains($0) })
        #expect(places.take() == 0)
    }

    @Test("threads that take and free at once never have the same one")
    func threads() async {
        let count = 70
        let places = FlightPlaces(count: count)
        let holders = (0..<count).map { _ in Holder() }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var held: [Int] = []
                    for turn in 0..<20_000 {
                        if turn % 3 < 2, let place = places.take() {
                            #expect(holders[place].enter())
                            held.append(place)
                        } else if let place = held.popLast() {
                            holders[place].leave()
                            places.free(place)
                        }
                    }
                    for place in held {
                        holders[place].leave()
                        places.free(place)
                    }
                }
            }
        }
        #expect(places.taken == [])
    }

    @Test("what is read of a place that changes hands meanwhile is of one message")
    func reading() async throws {
        let (recorder, _) = try FlightRecorder.open(directory: LineUnderTest.temporaryDirectory(), bootIdentifier: [1], slots: 2)
        recorder.startRun()
        // The halves of an identifier are alike.
        let ids = (1...3).map { QueueID(high: $0, low: $0) }
        let isOver = Holder()
        await withTaskGroup(of: Void.self) { group in
            for id in ids.dropLast() {
                group.addTask {
                    for _ in 0..<30_000 { if let slot = recorder.begin(id) { recorder.end(slot) } }
                    _ = isOver.enter()
                }
            }
            group.addTask {
                while !isOver.isHeldByOne {
                    guard case .these(let found) = recorder.marks.inDoubt else { continue }
                    #expect(found.isSubset(of: ids))
                }
            }
        }
    }

    private final class Holder: Sendable {
        private let isHeld = Atomic(false)
        var isHeldByOne: Bool { isHeld.load(ordering: .acquiring) }
        func enter() -> Bool { !isHeld.exchange(true, ordering: .acquiringAndReleasing) }
        func leave() { isHeld.store(false, ordering: .releasing) }
    }
}
