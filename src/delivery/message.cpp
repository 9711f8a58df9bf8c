#include "delivery/message.hpp"

#include <algorithm>

namespace muster {

namespace {

bool has_difference(Change const& change)
{
    bool const field =
        std::any_of(change.differences.begin(), change.differences.end(), [](Difference const& one) { return one.before != one.after; });
    return field || !change.contacts_added.empty() || !change.contacts_removed.empty() || !change.tags_added.empty() ||
           !change.tags_removed.empty();
}

/// Walks changes and entries in their one order.
class Finder {
public:
    Finder(Transaction& store, AccountId account, Subscription const& subscription)
        : store_{store}, account_{account}, subscription_{subscription}, at_{subscription.position}
    {
    }

    Result<Next> run()
    {
        TRY(look());
        walk();
        if (subscription_.pending_end) { at_ = *subscription_.pending_end; }
        Next next{std::nullopt, at_};
        if (entry_) {
            next.message =
                Message{id_of("e", entry_->number, entry_->number), entry_->event, subjects_of(*entry_), write_entry(*entry_), at_};
        } else if (!changes_.empty()) {
            TRY_ASSIGN(auto const attributes, store_.catalogue().attributes(account_, person_target()));
            next.message = Message{id_of("c", changes_.front().first, changes_.back().first), event_,
                                   static_cast<std::int64_t>(changes_.size()), write_changes(event_, changes_, attributes), at_};
        }
        return next;
    }

private:
    Result<void> look()
    {
        TRY_ASSIGN(looked_up_to_, store_.changes().since(account_, person_target(), at_.change, changes_per_look, found_changes_));
        TRY(store_.deliveries().entries_after(account_, at_.entry, entries_per_look, found_entries_));
        more_entries_ = found_entries_.size() == entries_per_look;
        if (!subscription_.pending_end) { return {}; }
        Position const end = *subscription_.pending_end;
        std::erase_if(found_changes_, [&](auto const& one) { return one.first > end.change; });
        std::erase_if(found_entries_, [&](OutboxEntry const& one) { return one.number > end.entry; });
        return {};
    }

    void walk()
    {
        auto change = found_changes_.begin();
        auto entry = found_entries_.begin();
        while (true) {
            bool const has_change = change != found_changes_.end();
            if (entry == found_entries_.end() && more_entries_) { return; } // the next one may belong before the next change
            bool const has_entry = entry != found_entries_.end() && entry->after_change <= looked_up_to_;
            if (!has_change && !has_entry) { break; }
            if (has_entry && (!has_change || entry->after_change < change->first)) {
                if (!take(*entry)) { return; }
                at_.entry = entry->number;
                ++entry;
            } else {
                if (!take(*change)) { return; }
                at_.change = change->first;
                ++change;
            }
        }
        at_.change = std::max(at_.change, looked_up_to_);
    }

    /// Whether it is done with: passed over, or part of the message. An entry is a message of its own.
    bool take(OutboxEntry& entry)
    {
        if (!subscription_.events.has(entry.event)) { return true; }
        if (entry_ || !changes_.empty()) { return false; }
        entry_ = std::move(entry);
        return true;
    }
    bool take(std::pair<std::int64_t, Change>& change)
    {
        std::optional<Event> const event = event_of(change.second);
        if (!event || !subscription_.events.has(*event)) { return true; }
        if (entry_ || changes_.size() == persons_per_message || (!changes_.empty() && *event != event_)) { return false; }
        event_ = *event;
        changes_.push_back(std::move(change));
        return true;
    }

    std::string id_of(std::string const& kind, std::int64_t first, std::int64_t last) const
    {
        std::string id = "msg_" + std::to_string(subscription_.id.value) + "_" + kind + std::to_string(first);
        return first == last ? id : id + "-" + std::to_string(last);
    }
    static std::int64_t subjects_of(OutboxEntry const& entry)
    {
        return std::max<std::int64_t>(1, static_cast<std::int64_t>(entry.profiles.size()));
    }

    Transaction& store_;
    AccountId account_;
    Subscription const& subscription_;
    Position at_;
    std::int64_t looked_up_to_{};
    bool more_entries_{};
    std::vector<std::pair<std::int64_t, Change>> found_changes_{};
    std::vector<OutboxEntry> found_entries_{};
    Event event_{};
    std::vector<std::pair<std::int64_t, Change>> changes_{};
    std::optional<OutboxEntry> entry_{};
};

} // namespace

std::optional<Event> event_of(Change const& change)
{
    switch (change.kind) {
    case Change::Kind::merged: return Event::person_merged;
    case Change::Kind::updated:
    case Change::Kind::undone: return has_difference(change) ? std::optional{Event::person_updated} : std::nullopt;
    case Change::Kind::created: // told by the outbox, which knows the creations of imports too
    case Change::Kind::tagged: break;
    }
    return std::nullopt;
}

Result<Next> find_next(Transaction& store, AccountId account, Subscription const& subscription)
{
    return Finder{store, account, subscription}.run();
}

} // namespace muster
