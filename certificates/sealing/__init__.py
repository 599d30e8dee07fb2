"""The seal on a certificate's file: who puts it there, and whether it still holds."""
