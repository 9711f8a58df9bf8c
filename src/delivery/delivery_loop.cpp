#include "delivery/delivery_loop.hpp"

#include <algorithm>
#include <chrono>

namespace muster {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

DeliveryLoop::DeliveryLoop(Store& store, Deliverer& deliverer, OnTrouble on_trouble)
    : store_{store}, deliverer_{deliverer}, on_trouble_{std::move(on_trouble)}
{
    for (std::size_t count = 0; count < threads; ++count) {
        workers_.emplace_back([this] { run(); });
    }
}

DeliveryLoop::~DeliveryLoop()
{
    {
        std::lock_guard const lock{mutex_};
        state_ = State::ending;
    }
    turn_.notify_all();
    for (std::thread& worker : workers_) { worker.join(); }
}

void DeliveryLoop::wake()
{
    {
        std::lock_guard const lock{mutex_};
        next_look_ = {};
    }
    turn_.notify_one();
}

void DeliveryLoop::run()
{
    while (std::optional<Wish> const wish = take()) {
        Result<Served> const served = deliverer_.serve(wish->first, wish->second);
        note(served ? nullptr : &served.error());
        give_back(*wish, served ? *served : Served::nothing); // a store that fails is asked again at the next look
    }
}

std::optional<DeliveryLoop::Wish> DeliveryLoop::take()
{
    std::unique_lock lock{mutex_};
    while (state_ == State::running) {
        if (!waiting_.empty()) {
            Wish const wish = waiting_.front();
            waiting_.pop_front();
            under_way_.insert(wish);
            return wish;
        }
        if (looking_ == Looking::nobody && steady_clock::now() >= next_look_) {
            look(lock);
        } else if (looking_ == Looking::somebody) {
            turn_.wait(lock);
        } else {
            turn_.wait_until(lock, next_look_);
        }
    }
    return std::nullopt;
}

void DeliveryLoop::give_back(Wish const& wish, Served served)
{
    std::lock_guard const lock{mutex_};
    under_way_.erase(wish);
    if (served == Served::delivered || served == Served::looked_on) { waiting_.push_back(wish); } // there may be more
}

void DeliveryLoop::look(std::unique_lock<std::mutex>& lock)
{
    looking_ = Looking::somebody;
    next_look_ = steady_clock::now() + milliseconds{look_milliseconds};
    lock.unlock();
    Result<std::vector<Wish>> const found = find_active();
    note(found ? nullptr : &found.error());
    lock.lock();
    looking_ = Looking::nobody;
    for (Wish const& wish : found ? *found : std::vector<Wish>{}) {
        bool const known = under_way_.contains(wish) || std::find(waiting_.begin(), waiting_.end(), wish) != waiting_.end();
        if (!known) { waiting_.push_back(wish); }
    }
    turn_.notify_all();
}

Result<std::vector<DeliveryLoop::Wish>> DeliveryLoop::find_active()
{
    TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::read));
    TRY_ASSIGN(auto const active, transaction->deliveries().active());
    std::vector<Wish> found;
    for (auto const& [account, subscription] : active) { found.emplace_back(account, subscription.id); }
    return found;
}

void DeliveryLoop::note(Error const* trouble)
{
    {
        std::lock_guard const lock{mutex_};
        std::string const code = trouble != nullptr ? trouble->code : std::string{};
        if (code == told_) { return; }
        told_ = code;
    }
    if (trouble != nullptr && on_trouble_) { on_trouble_(*trouble); }
}

MailLoop::MailLoop(Mailer& mailer, NoticeMailer* notices) : mailer_{mailer}, notices_{notices}, worker_{[this] { run(); }} {}

MailLoop::~MailLoop()
{
    {
        std::lock_guard const lock{mutex_};
        state_ = State::ending;
    }
    turn_.notify_all();
    worker_.join();
}

Result<void> MailLoop::post(Mail mail)
{
    {
        std::lock_guard const lock{mutex_};
        if (waiting_.size() >= most_waiting) {
            return Error{ErrorKind::too_often, "MAIL_QUEUE_FULL", "Too many mails are waiting to be sent. Try again in some minutes.", 60};
        }
        waiting_.push_back({std::move(mail), 0, {}});
    }
    turn_.notify_all();
    return {};
}

void MailLoop::run()
{
    std::unique_lock lock{mutex_};
    while (state_ == State::running) {
        send_single(lock);
        if (notices_ != nullptr && state_ == State::running) {
            lock.unlock();
            static_cast<void>(notices_->send_waiting()); // a store that fails is asked again
            lock.lock();
        }
        if (state_ == State::running) {
            turn_.wait_for(lock, milliseconds{look_milliseconds}, [this] {
                return state_ == State::ending || std::any_of(waiting_.begin(), waiting_.end(),
                                                              [](Waiting const& one) { return one.not_before <= steady_clock::now(); });
            });
        }
    }
}

/// Each of those that are due, once.
void MailLoop::send_single(std::unique_lock<std::mutex>& lock)
{
    for (std::size_t left = waiting_.size(); left > 0 && state_ == State::running; --left) {
        Waiting next = std::move(waiting_.front());
        waiting_.pop_front();
        bool again = true;
        if (next.not_before <= steady_clock::now()) {
            lock.unlock();
            Result<void> const sent = mailer_.send(next.mail);
            lock.lock();
            next.not_before = steady_clock::now() + milliseconds{pause_milliseconds};
            again = !sent && sent.error().kind != ErrorKind::invalid_input && ++next.attempts < attempts;
        }
        if (again) { waiting_.push_back(std::move(next)); }
    }
}

} // namespace muster
