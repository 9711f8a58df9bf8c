#pragma once

#include "api/people/refusal.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace muster::people {

/// The items of a batch that can be handed to the door, and results for all: those of the others are refusals.
template <class Input>
class Batch {
public:
    explicit Batch(std::size_t size) : results_(size) {}
    void take(std::size_t place, Input input)
    {
        inputs_.push_back(std::move(input));
        places_.push_back(place);
    }
    void refuse(std::size_t place, PersonResult result) { results_[place] = std::move(result); }
    std::vector<Input> const& inputs() const { return inputs_; }
    /// All results in the items' order, once the door has answered for those taken.
    std::vector<PersonResult> results(std::vector<PersonResult> of_taken)
    {
        for (std::size_t index = 0; index < places_.size(); ++index) { results_[places_[index]] = std::move(of_taken[index]); }
        return std::move(results_);
    }

private:
    std::vector<Input> inputs_{};
    std::vector<std::size_t> places_{};
    std::vector<PersonResult> results_;
};

/// The persons of a request.
inline Batch<ProfileInput> batch_of(std::vector<PersonRequest> persons)
{
    Batch<ProfileInput> batch{persons.size()};
    for (std::size_t place = 0; place < persons.size(); ++place) {
        if (persons[place].faults.empty()) {
            batch.take(place, std::move(persons[place].input));
        } else {
            batch.refuse(place, unreadable(std::move(persons[place].faults)));
        }
    }
    return batch;
}

} // namespace muster::people
