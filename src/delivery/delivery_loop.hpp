#pragma once

#include "delivery/deliverer.hpp"
#include "delivery/notice_mailer.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace muster {

/// Threads that serve subscriptions for as long as the object lives. A receiver that hangs holds one of them for one attempt and is then
/// not tried again for a while, so a few are enough.
class DeliveryLoop {
public:
    /// Between two looks for new events where nobody calls wake(): what a person who waits for a webhook does not notice.
    static constexpr std::int64_t look_milliseconds = 1'000;
    static constexpr std::size_t threads = 4;

    /// Told when the store fails, once until it works again or fails otherwise: it is asked every second. Any thread.
    using OnTrouble = std::function<void(Error const&)>;
    DeliveryLoop(Store& store, Deliverer& deliverer, OnTrouble on_trouble);
    DeliveryLoop(DeliveryLoop const&) = delete;
    DeliveryLoop& operator=(DeliveryLoop const&) = delete;
    /// Ends after the attempts that are under way: at most TransferChoices::total_milliseconds.
    ~DeliveryLoop();
    /// Looks at once. Any thread.
    void wake();

private:
    using Wish = std::pair<AccountId, SubscriptionId>;
    void run();
    /// The next subscription to serve, waiting for one; nothing when it is to end.
    std::optional<Wish> take();
    void give_back(Wish const& wish, Served served);
    void look(std::unique_lock<std::mutex>& lock);
    Result<std::vector<Wish>> find_active();
    /// Tells an Error that was not told before; null: it works.
    void note(Error const* trouble);

    Store& store_;
    Deliverer& deliverer_;
    OnTrouble on_trouble_;
    std::string told_{}; ///< the code of the last Error; empty: none since it worked
    std::mutex mutex_{};
    std::condition_variable turn_{};
    std::deque<Wish> waiting_{};
    std::set<Wish> under_way_{};
    std::chrono::steady_clock::time_point next_look_{};
    enum class Looking : std::uint8_t { nobody, somebody } looking_{Looking::nobody};
    enum class State : std::uint8_t { running, ending } state_{State::running};
    std::vector<std::thread> workers_{};
};

/// A thread that sends mail for as long as the object lives: single mails that somebody hands over, and what users are told.
class MailLoop {
public:
    /// Mails that wait at most; a server that is asked for more links than that has another problem.
    static constexpr std::size_t most_waiting = 1'000;
    static constexpr std::int64_t look_milliseconds = 3'000;
    /// Attempts at a single mail, ten seconds apart: who waits for a link asks again after that.
    static constexpr int attempts = 6;
    static constexpr std::int64_t pause_milliseconds = 10'000;

    /// `notices` may be null: only single mails then.
    MailLoop(Mailer& mailer, NoticeMailer* notices);
    MailLoop(MailLoop const&) = delete;
    MailLoop& operator=(MailLoop const&) = delete;
    ~MailLoop();
    /// Hands a mail over; it is kept in memory only, because it may carry a one-time link. Error too_often MAIL_QUEUE_FULL. Any thread.
    Result<void> post(Mail mail);

private:
    struct Waiting {
        Mail mail{};
        int attempts{};
        std::chrono::steady_clock::time_point not_before{};
    };
    void run();
    void send_single(std::unique_lock<std::mutex>& lock);

    Mailer& mailer_;
    NoticeMailer* notices_;
    std::mutex mutex_{};
    std::condition_variable turn_{};
    std::deque<Waiting> waiting_{};
    enum class State : std::uint8_t { running, ending } state_{State::running};
    std::thread worker_{};
};

} // namespace muster
