import Delivery
import Logging
import Mail
import ServiceLifecycle

/// Sends a canary to each relay through each lane, again and again; what becomes of them ``CanaryRule`` says.
struct CanarySending: Service {
    let canary: Configuration.Canary
    let line: DeliveryLine
    let logger: Logger
    let pause: @Sendable (Duration) async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // What is not sent ages, and that shows.
                do { try await line.sendCanaries(to: canary.address) } catch {
                    logger.warning("canaries not sent", metadata: ["fault": "\(error)"])
                }
                do { try await pause(canary.every) } catch { return }
            }
        }
    }
}
