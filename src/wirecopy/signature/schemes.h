// The schemes behind MakeScheme, one row of its table each. For this layer alone: `values` has been checked.
#pragma once

#include <memory>

#include "wirecopy/signature/scheme.h"

namespace wirecopy {

inline constexpr int kMostValues = 4096;

std::unique_ptr<SignatureScheme> NewKMins32(int values);
std::unique_ptr<SignatureScheme> NewKMins64(int values);
std::unique_ptr<SignatureScheme> NewOphOptimal(int values);
std::unique_ptr<SignatureScheme> NewOphFast(int values);
std::unique_ptr<SignatureScheme> NewFastSimilarity(int values);
std::unique_ptr<SignatureScheme> NewSuperMinHash(int values);
std::unique_ptr<SignatureScheme> NewCMinHash(int values);

}  // namespace wirecopy
