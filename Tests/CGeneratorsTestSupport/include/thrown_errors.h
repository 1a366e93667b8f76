// What the test library does with every error that is thrown.

#ifndef THROWN_ERRORS_H
#define THROWN_ERRORS_H

/// The test library keeps a backtrace for each error thrown, and of the error itself a weak reference, which keeps its
/// memory: tens of megabytes in minutes. From now on it keeps nothing, in this process and for good.
void stop_noting_thrown_errors(void);

#endif
