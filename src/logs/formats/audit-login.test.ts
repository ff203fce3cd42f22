import { expect, it } from 'vitest';
import { loginOf } from './audit-login.ts';

it.each([
  ['Sign-in', 'OK', 'login'],
  ['Login', '', 'login'],
  ['user.login', 'success', 'login'],
  ['ログイン', '成功', 'login'],
  ['ログイン', '失敗（パスワード誤り）', 'login-failed'],
  ['Sign-in', 'FAILED', 'login-failed'],
  ['Log in', 'false', 'login-failed'],
])('"%s" beside "%s" is %s', (said, result, action) => {
  expect(loginOf(said, result)).toEqual({ action });
});

it.each([
  // How it ended is not said in a word that can be read.
  ['Login', 'pending'],
  ['Login page viewed', 'OK'],
  ['Last login', 'OK'],
  ['Report exported', 'OK'],
  ['Sign-out', 'OK'],
  ['ログイン画面', '成功'],
])('"%s" beside "%s" is no login', (said, result) => {
  expect(loginOf(said, result)).toBeUndefined();
});
